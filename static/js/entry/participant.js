import { say } from "../elements/say.js";
import { metoo, storyChanged, storyTold, turnPassed } from "../elements/stories.js";
import { following, holds } from "../live/following.js";
import { page } from "../live/page.js";
import { openStage, peopleCounted } from "../live/stage.js";

const stage = openStage({
  elements: ["chime", "copy-button", "share", "story-form", "thaw", "toggle-awake"],
  patches: {
    "story.told": storyTold,
    "story.changed": storyChanged,
    "turn.passed": turnPassed,
    "participants.changed": peopleCounted,
    "round.changed": ({ left }) => left !== undefined,
  },
  actions: { "story.metoo": metoo },
  holds,
  patient: !["lobby", "room"].includes(page.kind),
});

following(stage);
stage.on("room.opened", stage.ring);
stage.on("host.said", ({ text }) => {
  say(text);
  if (!document.querySelector("[data-said]")) stage.notice("said", text);
});
stage.on("swap.agreed", ({ name }) => {
  const card = [stage.t("swap.link"), "contacts"];
  stage.notice("swap", stage.t("swap.agreed", { name }), [card]);
});
stage.on("orphan", async (settled) => {
  (await import("../live/orphans.js")).settleOrphan(settled, stage);
});
