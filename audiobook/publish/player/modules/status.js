// A line that says what just happened, to the eye (`seen`) and to screen readers, and goes again. It stands in the sheet
// that is open: what lies behind one is neither seen nor read.
import { $ } from "./elements.js";

const SHOWN_MS = 4000;
const statusLine = $("status");
let hiding;

export const tell = (text, { seen = true } = {}) => {
  const [within] = [...document.querySelectorAll("dialog[open]")].slice(-1);
  if (statusLine.parentElement !== (within ?? document.body)) (within ?? document.body).append(statusLine);
  statusLine.textContent = text;
  statusLine.classList.toggle("toast", seen);
  clearTimeout(hiding);
  hiding = setTimeout(() => { statusLine.textContent = ""; statusLine.classList.remove("toast"); }, SHOWN_MS);
};
