const LETTERS = /[^23456789BCDFGHJKMNPQRSTVWXYZ]/g;
const LENGTH = 6;

/** The box for a session's code: capitals, and a join link that is pasted into it is followed. */
export function mount(input) {
  input.addEventListener("paste", (event) => {
    const path = joinPath(event.clipboardData.getData("text"));
    if (!path) return;
    event.preventDefault();
    location.assign(path);
  });
  input.addEventListener("input", () => {
    if (input.value.length < LENGTH) return;
    const code = input.value.toUpperCase().replace(LETTERS, "");
    if (code.length === LENGTH) input.value = code;
  });
}

function joinPath(text) {
  try {
    const link = new URL(text.trim());
    return link.host === location.host && /^\/(j|join)\//.test(link.pathname)
      ? link.pathname
      : null;
  } catch {
    return null;
  }
}
