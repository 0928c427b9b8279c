// The text of a part as sentences one can click.
import { book, PARAGRAPH, ROLE, SECTION, WRITTEN } from "./book.js";
import { $, make } from "./elements.js";
import { say } from "./words.js";

const BLOCKS = {
  title: ["h2", ""], heading: ["h3", ""], quote: ["blockquote", ""], byline: ["p", "by"], announcement: ["p", "said"],
  note: ["p", "by"], recap: ["p", "recap"], question: ["p", "question"], answer: ["p", "question answer"],
  host: ["p", "host"], guest: ["p", "guest"],
};

// cues of one paragraph share an element; a heading, a byline or a question stands alone
const blocks = (track) => {
  const main = $("text");
  let block, last;
  track.cues.forEach((cue, at) => {
    const role = cue[ROLE];
    const key = ["body", "quote"].includes(role) ? `${role} ${cue[SECTION]} ${cue[PARAGRAPH]}` : `${role} ${at}`;
    if (key !== last) {
      const below = role === "title" && track.subtitle && track.subtitle.includes(cue[WRITTEN]);
      const [tag, name] = below ? ["p", "subtitle"] : BLOCKS[role] || ["p", ""];
      block = make(tag, null, name ? { class: name, "data-at": at } : {});
      main.append(block);
      last = key;
    } else if (/[\w.,;:!?)"']$/.test(block.textContent)) {
      block.append(" ");
    }
    block.append(make("span", cue[WRITTEN], { class: "s", "data-at": at }));
  });
};

// what the page tells although it is not spoken
const unspoken = (track) => {
  const main = $("text");
  const said = (wanted) => track.cues.some((cue) => cue[WRITTEN].includes(wanted));
  const title = main.querySelector("h2");
  const missing = [track.subtitle, track.authors.join(" ")].filter((line) => line && !said(line));
  if (title) title.after(...missing.map((line) => make("p", line, { class: "by" })));
  for (const remark of [track.note, track.source].filter(Boolean)) {
    if (!said(remark)) main.append(make("p", remark, { class: "end" }));
  }
  main.append(make("p", say("synthetic", { voice: book.voice }), { class: "end" }));
};

// until the text is there
export const showHead = (track) => {
  $("text").replaceChildren(make("h2", track.title), make("p", say("textComes"), { class: "by" }));
};

// shows the part; returns its sentences, one a cue
export const showText = (track) => {
  $("text").replaceChildren();
  blocks(track);
  unspoken(track);
  return [...$("text").querySelectorAll(".s")];
};
