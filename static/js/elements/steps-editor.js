import { say } from "./say.js";

/** Adds, removes and moves the steps of a plan before it is saved. Alt and an arrow moves one. */
export function mount(list, stage) {
  const form = list.closest("form");
  const template = document.getElementById("step-template");

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=change]");
    if (!button || !template || !list.isConnected) return;
    event.preventDefault();
    const [verb, number] = button.value.split(".");
    change(verb, number === undefined ? null : items()[Number(number)], button);
  });
  list.addEventListener("keydown", (event) => {
    const verb = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const item = event.target.closest("[data-step]");
    if (!event.altKey || !verb || !item) return;
    event.preventDefault();
    change(verb, item, event.target);
  });

  form.addEventListener("input", () => {
    form.dataset.changed = "";
  });

  function change(verb, item, focused) {
    const moves = { add, remove, up, down };
    if (!moves[verb]?.(item, focused)) return;
    renumber();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function add() {
    const fresh = template.content.firstElementChild.cloneNode(true);
    // The wrap-up stays last, or the evening would go on after its end.
    const last = list.lastElementChild;
    const closing = last?.querySelector("[name$='.kind']")?.value === "wrap_up";
    list.insertBefore(fresh, closing ? last : null);
    fresh.querySelector("select, input:not([type=hidden])")?.focus();
    say(stage.t("steps.added", { n: items().indexOf(fresh) + 1, total: items().length }));
    return true;
  }

  function remove(item) {
    if (!item || items().length < 2) return false;
    const heir = item.nextElementSibling ?? item.previousElementSibling;
    say(stage.t("steps.removed", { title: titleOf(item) }));
    item.remove();
    heir.querySelector("summary")?.focus();
    return true;
  }

  function up(item, focused) {
    return move(item, focused, item?.previousElementSibling, "before");
  }

  function down(item, focused) {
    return move(item, focused, item?.nextElementSibling, "after");
  }

  function move(item, focused, beside, where) {
    if (!beside || beside.dataset.fixed !== undefined) return false;
    beside[where](item);
    focused.focus();
    const at = items().indexOf(item) + 1;
    say(stage.t("steps.moved", { title: titleOf(item), n: at, total: items().length }));
    return true;
  }

  function items() {
    return [...list.querySelectorAll(":scope > [data-step]")];
  }

  function titleOf(item) {
    const typed = item.querySelector("[name$='.title']")?.value.trim();
    return typed || stage.t("steps.step", { n: items().indexOf(item) + 1 });
  }

  function renumber() {
    let rounds = Number(list.dataset.rounds ?? 0);
    items().forEach((item, number) => {
      for (const node of item.querySelectorAll("*")) renumbered(node, number);
      const place = item.querySelector("[data-round]");
      if (place) place.textContent = rounds += 1;
    });
  }
}

const NUMBERED = ["name", "id", "for", "aria-labelledby", "aria-describedby"];
const NUMBER = /(steps?[.-])(\d+|__N__)/g;

function renumbered(node, number) {
  for (const name of NUMBERED) {
    const value = node.getAttribute(name);
    if (value) node.setAttribute(name, value.replace(NUMBER, `$1${number}`));
  }
  if (node.matches("button[name=change]")) {
    node.value = node.value.replace(/\.(\d+|__N__)$/, `.${number}`);
  }
}
