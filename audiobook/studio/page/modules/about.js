// Beside the text: how long it is, what was left out and why, what was found.
import { $, button, make } from "./elements.js";
import { correct, onText, takeApart, text } from "./text.js";
import { inChinese, say } from "./words.js";

const MOST = 300; // more than anybody reads

const minutes = () => Math.max(1, Math.round(text.articles.reduce((sum, one) => sum + one.seconds, 0) / 60));
export const expected = () => (text ? say("expected", { n: text.articles.length, m: minutes() }) : "");

// the reason without the text that stands below it
const reasonOf = (one) => {
  if (one.reason === "by hand") return say("byHand");
  const why = inChinese ? one.reasonZh : one.reason;
  return why.endsWith(one.text) ? why.slice(0, -one.text.length).replace(/[\s:：]+$/, "") : why;
};

const leftOutItem = (one) => {
  const item = make("li");
  item.append(make("span", reasonOf(one), { class: "why" }), make("span", one.text, { class: "what" }));
  const where = one.line === undefined ? { finding: one.finding } : { line: one.line };
  item.append(button(say("restore"), () => correct({ op: "restore", ...where })));
  return item;
};

const wayItem = (one, place) => {
  const item = make("li");
  const shown = say("way", { n: one.articles, titles: one.titles.slice(0, 3).join("、") });
  item.append(button(shown, () => takeApart(one.scheme), { "aria-pressed": place === 0 }));
  return item;
};

onText(() => {
  if (!text) return;
  $("ways").replaceChildren(...text.alternatives.map(wayItem));
  $("ways-box").hidden = text.alternatives.length < 2;
  const { letters, read, set_aside, lost } = text.ledger ?? {};
  $("facts").textContent = [expected(), text.ledger && say("ledger", { letters, read, set_aside, lost })].filter(Boolean).join("。");
  $("left-out").replaceChildren(...text.leftOut.slice(0, MOST).map(leftOutItem));
  $("left-out-box").hidden = !text.leftOut.length;
  const shown = text.findings
    .slice(0, MOST)
    .map((one) => make("li", [one.lines?.join("–"), inChinese ? one.messageZh : one.message].filter(Boolean).join(" ")));
  $("findings").replaceChildren(...shown);
  $("findings").closest("details").hidden = !shown.length;
});
