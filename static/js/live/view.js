import { backoff } from "../logic/backoff.js";
import { isOlder } from "../logic/versions.js";
import { within } from "./line.js";
import { written } from "./page.js";

const TRIES = 4;
const FETCHED_WITHIN = 10_000;
const GONE = [401, 403, 404, 410];

/**
 * Fetches pages and puts them in place of what is shown.
 *
 * @param shown () → the versions that the page shows
 * @param holds (state) → true to leave the page as it is although the state has changed
 * @param took (state) after each change of the page
 * @param gone () when the page is no longer theirs
 */
export function viewing({ shown, holds, took, gone }) {
  let running = null;
  let again = false;

  /** Fetch this page and morph it; calls that come meanwhile share one more fetch. */
  function refresh() {
    again = running !== null;
    running ??= loadAll();
    return running;
  }

  async function loadAll() {
    do {
      again = false;
      await load();
    } while (again);
    running = null;
  }

  async function load() {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const address = location.pathname + location.search;
      const response = await fetched(address, { "X-Icebreak-Fragment": "1" });
      if (GONE.includes(response?.status)) return gone();
      if (response?.redirected && pathOf(response.url) !== location.pathname) {
        return visit(response.url);
      }
      const fresh = await parsedPage(response);
      if (address !== location.pathname + location.search) return null;
      if (fresh && (tries === TRIES - 1 || !isOlder(fresh.state.versions, shown()))) {
        return show(fresh);
      }
      await new Promise((resolve) => setTimeout(resolve, backoff(tries, Math.random(), 300)));
    }
    return null;
  }

  async function show({ doc, main, state }) {
    if (!holds(state)) {
      const { morph } = await import("./morphing.js");
      await morph(document.getElementById("main"), main);
      document.getElementById("state")?.replaceWith(doc.getElementById("state"));
    }
    took(state);
  }

  /**
   * Go to another page of this evening without losing the socket; load it plainly if its
   * scripts are others. Resolves to false when the server can't be reached.
   */
  async function visit(address) {
    const response = await fetched(address, {});
    if (!response || response.status >= 500) return false;
    const fresh = await parsedPage(response);
    if (!fresh || assetsOf(fresh.doc) !== assetsOf(document)) {
      location.assign(address);
      return true;
    }
    replacePage(fresh.doc);
    history.replaceState(null, "", response.url);
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
    took(fresh.state);
    return true;
  }

  return { refresh, visit };
}

async function fetched(address, headers) {
  try {
    return await fetch(address, { headers, cache: "no-store", signal: within(FETCHED_WITHIN) });
  } catch {
    return null;
  }
}

async function parsedPage(response) {
  if (!response?.ok) return null;
  const doc = new DOMParser().parseFromString(await response.text(), "text/html");
  // The parser knows no scripts, and makes real elements of what is meant for their absence.
  for (const node of doc.querySelectorAll("noscript")) node.remove();
  const main = doc.getElementById("main");
  const state = written(doc, "state");
  return main && state ? { doc, main, state } : null;
}

function assetsOf(doc) {
  const assets = doc.querySelectorAll("script[src], link[rel=stylesheet]");
  return [...assets].map((asset) => asset.src ?? asset.href).join();
}

// Live regions have to stay the same nodes, or nothing is spoken.
function replacePage(doc) {
  const stays = (node) => node.id === "say" || node.matches("script[src], [data-keep]");
  const kept = [...document.body.children].filter(stays);
  const fresh = [...doc.body.children].filter((node) => !stays(node));
  for (const { name, value } of doc.body.attributes) document.body.setAttribute(name, value);
  document.body.replaceChildren(...fresh, ...kept);
  document.title = doc.title;
}

function pathOf(address) {
  return new URL(address).pathname;
}
