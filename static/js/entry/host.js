import { say } from "../elements/say.js";
import { watchRooms } from "../live/overview.js";
import { openStage, peopleCounted } from "../live/stage.js";

const stage = openStage({
  elements: ["chime", "copy-button", "filter-rooms", "share", "steps-editor"],
  patches: { "round.changed": ({ left }) => left !== undefined },
  soon: { me: [0, 50], room: [50, 150], session: [50, 400] },
});

watchRooms(stage, 10_000);
stage.on("participants.changed", peopleCounted);
for (const name of ["help.called", "time.asked"]) {
  stage.on(name, (event) => {
    say(stage.t(name, { name: event.name }));
    stage.ring();
  });
}
