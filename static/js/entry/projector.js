import { openStage, peopleCounted } from "../live/stage.js";

openStage({
  elements: ["copy-button", "fullscreen", "toggle-awake"],
  patches: {
    "participants.changed": peopleCounted,
    "round.changed": ({ left }) => left !== undefined,
  },
  soon: { me: [500, 2000], room: [50, 150], session: [50, 300] },
});
