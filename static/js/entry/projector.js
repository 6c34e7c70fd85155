import { watchRooms } from "../live/overview.js";
import { openStage, peopleCounted } from "../live/stage.js";

const stage = openStage({
  elements: ["copy-button", "fullscreen", "toggle-awake"],
  patches: {
    "participants.changed": peopleCounted,
    "round.changed": ({ left }) => left !== undefined,
  },
  soon: { me: [0, 50], room: [50, 150], session: [50, 300] },
});

watchRooms(stage, 20_000);
