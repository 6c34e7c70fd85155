/** A button that opens the device's share sheet; hidden where there is none. */
export function mount(button) {
  if (!("share" in navigator)) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { title = document.title, url = location.href } = button.dataset;
    try {
      await navigator.share({ title, url });
    } catch {
      // Whoever closes the sheet has changed their mind.
    }
  });
}
