import { clearNotice, say } from "../elements/say.js";
import { home, page } from "../live/page.js";
import { openStage, peopleCounted, whenAtRest } from "../live/stage.js";
import { spread } from "../logic/backoff.js";

let follows = null;
const stage = openStage({
  elements: ["chime", "copy-button", "share", "stories", "story-form", "thaw", "toggle-awake"],
  patches: {
    "participants.changed": peopleCounted,
    "round.changed": ({ left }) => left !== undefined,
  },
  holds: (state) => follows?.holds(state) ?? false,
  patient: !["lobby", "room"].includes(page.kind),
});

refreshLobby(stage);
import("../live/following.js").then((following) => {
  follows = following;
  following.follow(stage);
});
stage.on("room.opened", stage.ring);
stage.on("host.said", ({ text }) => {
  say(text);
  stage.notice("said", text);
});
stage.on("shown", () => {
  if (document.querySelector("[data-said]")) clearNotice("said");
});
stage.on("swap.agreed", ({ name }) => {
  const card = [stage.t("swap.link"), `${home}contacts`];
  stage.notice("swap", stage.t("swap.agreed", { name }), [card]);
});
stage.on("orphan", async (settled) => {
  (await import("../live/orphans.js")).settleOrphan(settled, stage);
});

// A room opens for everybody at once: its scripts are best on the phone by then.
whenAtRest(() => {
  import("../elements/stories.js");
  import("../elements/story-form.js");
  import("../live/morphing.js");
});

// Who else is there changes what a lobby says, but the fuller it is, the more would ask.
function refreshLobby(stage) {
  let waits = false;
  stage.on("participants.changed", ({ people }) => {
    if (waits || page.kind !== "lobby") return;
    waits = true;
    const calm = Math.min(120_000, Math.max(3000, people * 250));
    const look = () => {
      waits = false;
      stage.refresh();
    };
    setTimeout(look, spread(Math.random(), calm / 2, calm));
  });
}
