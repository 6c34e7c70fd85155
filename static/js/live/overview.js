/**
 * Fetch the page every `ms` milliseconds while it is seen and the evening runs: what rooms do
 * among themselves is told to no one outside them, but their counts are for the host.
 */
export function watchRooms(stage, ms) {
  setInterval(() => {
    const running = stage.state().session?.status === "running";
    if (running && document.visibilityState === "visible") stage.refresh();
  }, ms);
}
