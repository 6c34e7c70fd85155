import { COMMANDS } from "../contract.js";
import { settleFields } from "../live/morphing.js";
import { attempt } from "../live/page.js";
import { fits, payloadOf } from "../logic/forms.js";
import { done } from "./say.js";

// Their pages set or clear cookies, which a script can't.
const POSTED = [
  "session.open",
  "session.find",
  "session.join",
  "session.delete",
  "me.leave",
  "me.forget",
];
const TELL_AFTER = 4000;
const waiting = new WeakMap();

/** Give the command of a form[data-command], or post the form where a script can't give it. */
export async function submit(form, submitter, stage) {
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
  if (form.getAttribute("aria-busy") === "true") return;
  const payload = attempt(() => isTaken(form, submitter) && payloadIn(form, submitter));
  if (!payload) {
    postAsItIs(form, submitter);
    return;
  }
  begin(form, stage);
  finish(form, await stage.give(form.dataset.command, payload), stage);
}

/** Show in a form what becomes of a command that was given before the page was loaded. */
export async function resume(form, entry, stage) {
  begin(form, stage);
  finish(form, await stage.outgoing.settlement(entry.key), stage);
}

// form.submit() alone would leave out which button it was.
function postAsItIs(form, submitter) {
  if (submitter?.name) {
    const chosen = document.createElement("input");
    chosen.type = "hidden";
    chosen.name = submitter.name;
    chosen.value = submitter.value;
    form.append(chosen);
  }
  HTMLFormElement.prototype.submit.call(form);
}

function payloadIn(form, submitter) {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  if (submitter?.name) entries.push([submitter.name, submitter.value]);
  return payloadOf(COMMANDS[form.dataset.command].fields, entries, namesIn(form));
}

function isTaken(form, submitter) {
  const { command } = form.dataset;
  if (!(command in COMMANDS) || POSTED.includes(command) || "native" in form.dataset) return false;
  const names = namesIn(form).concat(submitter?.name || []);
  return fits(COMMANDS[command].fields, names);
}

function namesIn(form) {
  return [...form.elements]
    .filter((control) => control.name && control.type !== "submit" && !control.disabled)
    .map((control) => control.name);
}

function begin(form, stage) {
  clearProblem(form);
  form.setAttribute("aria-busy", "true");
  const tell = () => showProblem(form, stage.t("send.waiting"));
  waiting.set(form, setTimeout(tell, TELL_AFTER));
  form.dispatchEvent(new CustomEvent("command:given"));
}

function finish(form, { fate, answer }, stage) {
  clearTimeout(waiting.get(form));
  form.removeAttribute("aria-busy");
  clearProblem(form);
  if (fate === "done") succeed(form, answer, stage);
  else
    refuse(form, answer?.message ?? stage.t(`send.${fate === "late" ? "late" : "failed"}`), answer);
}

function succeed(form, answer, stage) {
  showAnswer(form, answer);
  if (form.dataset.done) done(form.dataset.done);
  // What a story changes is told to the whole room, and so to this page too.
  const then = form.dataset.then ?? (form.dataset.element === "story-form" ? "stay" : "refresh");
  if (then === "reset") form.reset();
  settleFields(form);
  form.dispatchEvent(new CustomEvent("command:done", { detail: answer }));
  if (then.startsWith("go:")) stage.visit(then.slice(3));
  else if (then === "refresh") stage.refresh();
}

function refuse(form, sentence, answer) {
  showProblem(form, sentence);
  const field = answer?.field && fieldNamed(form, answer.field);
  if (field) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", problemOf(form).id);
    field.focus();
  }
  form.dispatchEvent(new CustomEvent("command:refused", { detail: answer }));
}

function fieldNamed(form, name) {
  const named = [...form.elements].filter((control) => control.type !== "hidden");
  return (
    named.find((control) => control.name === name) ??
    named.find((control) => control.name.split(".", 1)[0] === name)
  );
}

function showAnswer(form, answer) {
  for (const place of form.querySelectorAll("[data-answer]")) {
    const value = place.dataset.answer.split(".").reduce((part, name) => part?.[name], answer);
    if (value === undefined) continue;
    if ("value" in place) place.value = value;
    else place.textContent = value;
    const kept = place.closest("[hidden]") ?? place;
    kept.hidden = false;
    kept.dataset.keep = "";
  }
}

function showProblem(form, sentence) {
  const problem = problemOf(form);
  problem.textContent = sentence;
  problem.hidden = false;
  problem.dataset.keep = "";
}

function clearProblem(form) {
  const problem = form.querySelector("[data-problem]");
  if (problem) {
    problem.textContent = "";
    problem.hidden = true;
    delete problem.dataset.keep;
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

function problemOf(form) {
  let problem = form.querySelector("[data-problem]");
  if (!problem) {
    problem = document.createElement("p");
    problem.className = "problem";
    problem.dataset.problem = "";
    form.append(problem);
  }
  problem.setAttribute("role", "alert");
  problem.dir = "auto";
  problem.id ||= `problem-${document.querySelectorAll("[data-problem]").length}-${Date.now()}`;
  return problem;
}
