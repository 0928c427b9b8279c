// Find in the text, and replace: every place is shown before anything is changed.
import { $, make, on } from "./elements.js";
import { choose, here } from "./lines.js";
import { tell } from "./status.js";
import { correct, text } from "./text.js";
import { say } from "./words.js";

const AROUND = 24, MOST_SHOWN = 200;
const what = () => $("find-what").value;

const places = () => (what() ? text.lines.flatMap((line, at) => (line.text.includes(what()) ? [at] : [])) : []);

const preview = (at) => {
  const { text: whole } = text.lines[at];
  const item = make("li"), shown = make("span", null, { class: "what" });
  const first = whole.indexOf(what());
  shown.append(whole.slice(Math.max(0, first - AROUND), first), make("del", what()), make("ins", $("find-with").value));
  shown.append(whole.slice(first + what().length, first + what().length + AROUND));
  item.append(shown);
  return item;
};

const showFound = () => {
  const found = places();
  const times = found.reduce((sum, at) => sum + text.lines[at].text.split(what()).length - 1, 0);
  $("find-count").textContent = what() ? say("found", { n: times, m: found.length }) : "";
  $("find-preview").replaceChildren(...found.slice(0, MOST_SHOWN).map(preview));
  $("find-replace").disabled = !found.length;
};

export const find = () => {
  if (!text) return;
  showFound();
  $("find-dialog").showModal();
  $("find-what").select();
};

export const findNext = () => {
  const found = places(), next = found.find((at) => at > here) ?? found[0];
  if (next === undefined) tell(say("noneFound")); else choose(next);
};

on("find-what", "input", showFound);
on("find-with", "input", showFound);
on("find-next", "click", findNext);
on("find-replace", "click", () => { const at = places(); if (at.length) correct({ op: "replace", find: what(), with: $("find-with").value, at }); });
on("tool-find", "click", find);
