import { onDevice } from "../live/page.js";
import { say } from "./say.js";

const CHOICE = "icebreak.chime";
const NOTES = [523.25, 659.25];
let audio = null;

/** A button that turns a soft sound on: for the room, the last minute, a call for help. */
export function mount(button, stage) {
  if (!("AudioContext" in window)) return;
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    onDevice.setItem(CHOICE, isOn() ? "off" : "on");
    show();
    say(stage.t(isOn() ? "chime.on" : "chime.off"));
    ring();
  });

  function show() {
    button.setAttribute("aria-pressed", String(isOn()));
  }
}

/** Ring, if the person asked for it and the browser has seen a tap. */
export function ring() {
  if (!isOn() || !("AudioContext" in window)) return;
  if (navigator.userActivation?.hasBeenActive === false) return;
  audio ??= new AudioContext();
  audio.resume();
  NOTES.forEach((pitch, at) => {
    note(pitch, audio.currentTime + at * 0.18);
  });
  navigator.vibrate?.(60);
}

function note(pitch, start) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, start);
  loudness.gain.exponentialRampToValueAtTime(0.15, start + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.6);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.65);
}

function isOn() {
  return onDevice.getItem(CHOICE) === "on";
}
