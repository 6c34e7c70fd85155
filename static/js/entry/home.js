import { mountAll } from "../elements/mounting.js";

mountAll(["code-field", "copy-button"], { on() {} });
