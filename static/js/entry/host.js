import { say } from "../elements/say.js";
import { openStage, peopleCounted } from "../live/stage.js";

const stage = openStage({
  elements: ["chime", "copy-button", "filter-rooms", "share", "steps-editor"],
  patches: { "round.changed": ({ left }) => left !== undefined },
  soon: { me: [100, 600], room: [50, 150], session: [50, 400] },
});

stage.on("participants.changed", peopleCounted);
for (const name of ["help.called", "time.asked"]) {
  stage.on(name, (event) => {
    say(stage.t(name, { name: event.name }));
    stage.ring();
  });
}
