import { mountAll } from "../elements/mounting.js";

// These pages answer a form that was refused, and "back" must not ask to send it again.
history.replaceState(history.state, "", location.pathname);

mountAll(["code-field", "copy-button"], { on() {} });
