// A line that says what just happened, to the eye (`seen`) and to screen readers, and goes again.
import { $ } from "./elements.js";

const SHOWN_MS = 4000;
let hiding;

export const tell = (text, { seen = true } = {}) => {
  $("status").textContent = text;
  $("status").classList.toggle("toast", seen);
  clearTimeout(hiding);
  hiding = setTimeout(() => { $("status").textContent = ""; $("status").classList.remove("toast"); }, SHOWN_MS);
};
