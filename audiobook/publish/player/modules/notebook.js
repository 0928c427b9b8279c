// The moments that were marked as a list, with notes, and as files for other programs.
import { book } from "./book.js";
import { download } from "./clipboard.js";
import { $, make, on } from "./elements.js";
import { hear } from "./hearing.js";
import { openSheet } from "./layers.js";
import { keepMoments, moments } from "./marking.js";
import { closeMenu } from "./menu.js";
import { audio, track } from "./playback.js";
import { addressOf } from "./sharing.js";
import { clock, say } from "./words.js";

const placeOf = (moment) => book.tracks.findIndex((one) => one.guid === moment.guid);
const inOrder = () => [...moments].sort((a, b) => placeOf(a) - placeOf(b) || a.at - b.at);
const titleOf = (moment) => book.tracks[placeOf(moment)]?.title ?? "";
const flatText = (text) => text.replace(/\s+/g, " ").trim();

const asMarkdown = () => {
  const plain = (text) => flatText(text).replace(/[\\`*_[\]<>#|]/g, "\\$&");
  const lines = [`# ${plain(book.title)}`];
  let title;
  for (const moment of inOrder()) {
    if (titleOf(moment) !== title) {
      title = titleOf(moment);
      lines.push("", `## ${plain(title)}`, "");
    }
    lines.push(`- [${clock(moment.at)}](${addressOf(moment.guid, moment.at)}) ${plain(moment.sentence)}`);
    if (moment.note) lines.push(`  > ${plain(moment.note)}`);
  }
  return `${lines.join("\n")}\n`;
};

// a note is the question to its sentence; without one the place is
const asCards = () => {
  const head = ["#separator:tab", "#html:false", `#deck:${flatText(book.title)}`, "#columns:Front\tBack\tSource"];
  const cards = inOrder().map((moment) => {
    const where = `${flatText(titleOf(moment))} ${clock(moment.at)}`;
    return [flatText(moment.note) || where, flatText(moment.sentence), `${where} ${addressOf(moment.guid, moment.at)}`].join("\t");
  });
  return `${[...head, ...cards].join("\n")}\n`;
};

const momentItem = (moment) => {
  const item = make("li");
  const play = make("button", `${titleOf(moment)} · ${clock(moment.at)}`, { class: "play-moment" });
  play.addEventListener("click", () => {
    $("notebook").close();
    closeMenu();
    hear({ heard: [placeOf(moment), moment.at] });
  });
  const note = make("textarea", moment.note, { rows: 2, "aria-label": say("note"), placeholder: say("note") });
  note.addEventListener("input", () => { moment.note = note.value; keepMoments(); });
  const remove = make("button", say("remove"));
  remove.addEventListener("click", () => {
    moments.splice(moments.indexOf(moment), 1);
    keepMoments();
    showMoments();
    $("notebook").focus();
  });
  item.append(play, make("p", moment.sentence), note, remove);
  return item;
};

const showMoments = () => {
  const there = inOrder().filter((moment) => placeOf(moment) >= 0);
  $("moments").replaceChildren(...there.map(momentItem));
  $("no-moments").hidden = there.length > 0;
  for (const id of ["save-markdown", "save-cards"]) $(id).disabled = there.length === 0;
};

const openNotebook = () => {
  showMoments();
  openSheet($("notebook"));
};

// sentences that are marked can be seen in the text
const showMarked = () => {
  const here = new Set(moments.filter((one) => one.guid === track.guid).map((one) => one.at * 1000));
  for (const span of document.querySelectorAll("main .s")) span.classList.toggle("marked", here.has(track.cues[Number(span.dataset.at)]?.[0]));
};

on("notebook-open", "click", openNotebook);
on("save-markdown", "click", () => download(`${book.title}.md`, asMarkdown(), "text/markdown"));
on("save-cards", "click", () => download(`${book.title}.tsv`, asCards(), "text/tab-separated-values"));
audio.addEventListener("text", showMarked);
audio.addEventListener("moments", showMarked);
