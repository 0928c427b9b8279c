// The text line by line: which lines are chosen, and what is done with them.
import { $, make, on } from "./elements.js";
import { tell } from "./status.js";
import { correct, onText, text } from "./text.js";
import { labels, say } from "./words.js";

const SURE = 0.8;
export let here = 0; // the line the keys start from
let anchor = 0, edited = -1;

const chose = [];
export const onChosen = (action) => chose.push(action);

const rows = () => $("lines").children;

export const chosen = () => {
  const [first, last] = [Math.min(anchor, here), Math.max(anchor, here)];
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
};

const lineRow = (line, at) => {
  const row = make("div", null, { class: "line", role: "option", id: `line-${at}`, "data-label": line.label, "aria-selected": "false" });
  row.append(make("span", labels[line.label], { class: "what" }));
  const said = make("span", line.text || say("untitled"), { class: "content" });
  if (line.label === "title" && line.confidence < SURE) {
    said.append(" ", make("span", say("unsure", { n: Math.round(line.confidence * 100) }), { class: "unsure" }));
  }
  row.append(said);
  return row;
};

// a long book is not gone through by scrolling
const showArticles = () => {
  const heads = text.lines.flatMap((line, at) => (line.label === "title" ? [at] : []));
  $("article").replaceChildren(...heads.map((at, n) => make("option", `${n + 1} ${text.lines[at].text || say("untitled")}`, { value: at })));
  $("article").closest("label").hidden = heads.length < 2;
};

const showChosen = () => {
  const [first, last] = [Math.min(anchor, here), Math.max(anchor, here)];
  for (const row of $("lines").querySelectorAll("[aria-selected=true], .here")) {
    row.setAttribute("aria-selected", "false");
    row.classList.remove("here");
  }
  for (let at = first; at <= last; at += 1) rows()[at]?.setAttribute("aria-selected", "true");
  const row = rows()[here];
  if (!row) return;
  row.classList.add("here");
  $("lines").setAttribute("aria-activedescendant", row.id);
  $("label").value = text.lines[here].label;
  $("article").value = titleBefore(here);
};

export const choose = (at, { more = false, seen = true } = {}) => {
  if (!text) return;
  here = Math.max(0, Math.min(at, text.lines.length - 1));
  if (!more) anchor = here;
  showChosen();
  if (seen) rows()[here]?.scrollIntoView({ block: "nearest" });
  for (const action of chose) action();
};

const showLines = () => {
  if (!text) return;
  $("lines").replaceChildren(...text.lines.map(lineRow));
  showArticles();
  here = Math.min(here, text.lines.length - 1);
  anchor = Math.min(anchor, text.lines.length - 1);
  showChosen();
};

const act = async (asked, to = null) => {
  if (!text?.lines.length) { tell(say("nothingChosen")); return; }
  if (await correct(asked) && to !== null) choose(to);
};

const titleBefore = (at) => text.lines.findLastIndex((line, place) => place <= at && line.label === "title");

export const relabel = (label) => act({ op: "label", at: chosen(), label });
export const split = () => (text.lines[here].label === "title" ? null : act({ op: "label", at: [here], label: "title" }));
// a title that stays as a heading joins its article with the one before it
export const join = () => { const at = titleBefore(here); if (at > 0) act({ op: "label", at: [at], label: "heading1" }, at); };
export const drop = () => act({ op: "drop", at: chosen() }, Math.min(anchor, here));
export const dropArticle = () => act({ op: "drop", at: [here], article: true }, Math.max(0, titleBefore(here)));
export const move = async (by) => {
  const line = text.lines[here];
  if (await correct({ op: "move", at: [here], by })) {
    const places = text.lines.flatMap((one, at) => (one.text === line.text && one.label === line.label ? [at] : []));
    choose(places.sort((a, b) => (by < 0 ? a - b : b - a))[0] ?? here);
  }
};

export const nextBoundary = () => {
  const doubts = text.lines.flatMap((line, at) => (line.label === "title" && line.confidence < SURE ? [at] : []));
  const next = doubts.find((at) => at > here) ?? doubts[0];
  if (next === undefined) tell(say("noDoubt")); else choose(next);
};

export const edit = () => {
  if (!text?.lines[here]) return;
  edited = here;
  $("edit-label").textContent = labels[text.lines[here].label];
  $("edit-text").value = text.lines[here].text;
  $("edit-dialog").showModal();
};

onText(showLines);
for (const [label, name] of Object.entries(labels)) $("label").append(make("option", name, { value: label }));
on("article", "change", () => {
  choose(Number($("article").value));
  rows()[here]?.scrollIntoView({ block: "start" });
  $("lines").focus({ preventScroll: true });
});
on("label", "change", () => relabel($("label").value));
on("lines", "click", (event) => {
  const row = event.target.closest(".line");
  if (row && !String(getSelection())) choose([...rows()].indexOf(row), { more: event.shiftKey, seen: false });
});
on("lines", "dblclick", edit);
on("edit-save", "click", () => {
  if (edited >= 0 && $("edit-text").value !== text.lines[edited].text) act({ op: "text", at: [edited], text: $("edit-text").value }, edited);
});
for (const [id, action] of Object.entries({ split, join, edit, drop, article: dropArticle, up: () => move(-1), down: () => move(1), doubt: nextBoundary })) {
  on(`tool-${id}`, "click", action);
}
