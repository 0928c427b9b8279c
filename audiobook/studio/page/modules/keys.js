// The keyboard, and the list of its keys.
import { chooseVoice } from "./build.js";
import { nextDoubt } from "./doubts.js";
import { $, make, on } from "./elements.js";
import { find } from "./find.js";
import { choose, drop, edit, here, join, move, nextBoundary, relabel, split } from "./lines.js";
import { lit, step, toggle } from "./listening.js";
import { close, mendAt } from "./mending.js";
import { showPage } from "./pages.js";
import { go, otherTab, tab, work } from "./place.js";
import { correct } from "./text.js";
import { keyList } from "./words.js";

const showHelp = () => $("help").showModal();
const back = () => { if (!close()) go(""); };

const ANYWHERE = { "?": showHelp };
const OF_A_WORK = { Escape: back, l: otherTab, z: () => correct({ op: "undo" }), Z: () => correct({ op: "redo" }), "alt b": chooseVoice };
const OF_TEXT = {
  ArrowDown: () => choose(here + 1), ArrowUp: () => choose(here - 1), Home: () => choose(0), End: () => choose(Number.MAX_SAFE_INTEGER),
  PageDown: () => choose(here + 15), PageUp: () => choose(here - 15),
  "shift ArrowDown": () => choose(here + 1, { more: true }), "shift ArrowUp": () => choose(here - 1, { more: true }),
  "alt ArrowDown": () => move(1), "alt ArrowUp": () => move(-1),
  t: split, m: join, b: () => relabel("body"), q: () => relabel("quote"), a: () => relabel("authors"), s: () => relabel("subtitle"),
  1: () => relabel("heading1"), 2: () => relabel("heading2"), 3: () => relabel("heading3"),
  Delete: drop, Backspace: drop, Enter: edit, n: nextBoundary, f: find, p: () => showPage(),
};
const OF_AUDIO = { " ": toggle, ArrowLeft: () => step(-1), ArrowRight: () => step(1), Enter: () => mendAt(lit), n: nextDoubt };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, select, textarea")) return;
  // a tab that is open already is not pressed again: the blank is for the voice
  const pressed = [" ", "Enter"].includes(event.key) && event.target.closest("button:not([role=tab][aria-selected=true]), a, summary");
  if (pressed) return;
  const named = event.key.length > 1;
  const key = `${event.altKey ? "alt " : ""}${named && event.shiftKey ? "shift " : ""}${event.key}`;
  const action = ANYWHERE[key] ?? (work && (OF_A_WORK[key] ?? (tab === "articles" ? OF_TEXT : OF_AUDIO)[key]));
  if (action) { event.preventDefault(); action(); }
});

for (const [key, what] of keyList) {
  const term = make("dt");
  term.append(make("kbd", key));
  $("keys").append(term, make("dd", what));
}
on("help-open", "click", showHelp);
