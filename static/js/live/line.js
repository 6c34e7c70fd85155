import { backoff, spread } from "../logic/backoff.js";
import { as, session } from "./page.js";

const ANSWER_WITHIN = 6000;
const PROOF_WITHIN = 2500;
const HTTP_WITHIN = 10_000;
const POLL_AFTER = 5000;
const NAP = 5000;
const FOR_GOOD = ["unauthorised", "not_found", "forbidden"];

/**
 * The line to the server: a websocket, or HTTP and asking again and again where none comes up.
 *
 * @param since () → the versions which the page shows
 * @param hear (name, event) for each event
 * @param changed (up) when the server can be reached again, or no longer
 * @param refused () when the server does not know this person (any more)
 */
export function openLine({ since, hear, changed, refused }) {
  let socket = null;
  let reached = null;
  let misses = 0;
  let turnedAway = 0;
  let polling = setTimeout(poll, POLL_AFTER);

  /** Open the websocket. Its script is as large as all of ours: a page loads it when it may. */
  async function connect() {
    const { io } = await import("../../vendor/socket.io.esm.min.js");
    socket = io({
      path: "/socket.io/",
      query: { s: session },
      transports: ["websocket"],
      auth: (give) => give({ as, since: since() }),
      timeout: 8000,
      reconnectionDelay: 500,
      reconnectionDelayMax: 3000,
    });
    socket.on("connect", () => {
      clearTimeout(polling);
      tell(true);
    });
    socket.on("disconnect", (reason) => {
      tell(false);
      pollIn(POLL_AFTER);
      if (reason === "io server disconnect") later();
    });
    socket.on("connect_error", (error) => {
      if (socket.active) return;
      if (FOR_GOOD.includes(error.data?.error)) refused();
      else later();
    });
    socket.onAny((name, event) => hear(name, event ?? {}));
  }

  /** Give a command by whichever door is open. Resolves to the answer, or to null for none. */
  async function ask(command, payload, patience = ANSWER_WITHIN) {
    if (!socket?.connected) return overHttp(command, payload);
    try {
      return await socket.timeout(patience).emitWithAck(command, payload);
    } catch {
      reconnect();
      return null;
    }
  }

  /** The phone woke up or changed its network: is the socket still alive? */
  function prove() {
    if (socket?.connected) return ask("state.get", { since: since() }, PROOF_WITHIN);
    return reconnect();
  }

  async function overHttp(command, payload) {
    const answer = await post(command, payload);
    if (!socket?.connected) tell(answer !== null);
    return answer;
  }

  function reconnect() {
    socket?.disconnect().connect();
  }

  // The server keeps a person's newest sockets: tabs that no one sees must not fight for them.
  function later() {
    const look = () => {
      if (document.visibilityState === "visible") socket.connect();
      else later();
    };
    setTimeout(look, backoff(turnedAway, Math.random(), 1000));
    turnedAway += 1;
  }

  function tell(up) {
    if (up === reached) return;
    reached = up;
    changed(up);
  }

  async function poll() {
    if (socket?.connected) return;
    if (document.visibilityState === "visible") {
      const state = await overHttp("state.get", { since: since() });
      misses = state ? 0 : misses + 1;
      if (state?.ok) hear("version.is", state);
      else if (FOR_GOOD.includes(state?.error)) refused();
    }
    pollIn(misses ? backoff(misses, Math.random(), 2000) : spread(Math.random(), 2000, 3000));
  }

  function pollIn(ms) {
    clearTimeout(polling);
    polling = setTimeout(poll, ms);
  }

  return {
    connect,
    ask,
    prove,
    get live() {
      return Boolean(socket?.connected);
    },
  };
}

/**
 * Give a command over HTTP. Resolves to the server's answer, or to null if none came.
 *
 * @param keepalive true while the page is going away: the request outlives it
 */
export async function post(command, payload, keepalive = false) {
  try {
    const response = await fetch(`/api/v1/${command}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Icebreak": "1",
        "X-Icebreak-As": as,
        "X-Icebreak-Session": session,
      },
      body: JSON.stringify(payload),
      cache: "no-store",
      keepalive,
      signal: within(HTTP_WITHIN),
    });
    const answer = await response.json();
    return typeof answer?.ok === "boolean" ? answer : null;
  } catch {
    return null;
  }
}

/** A signal that aborts after `ms` milliseconds. */
export function within(ms) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), ms);
  return abort.signal;
}

/** Call `woke` when the page is seen again after a while, comes out of the cache, or is online. */
export function onWaking(woke) {
  let hiddenAt = null;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > NAP) woke();
  });
  addEventListener("pageshow", (event) => event.persisted && woke());
  addEventListener("online", woke);
}
