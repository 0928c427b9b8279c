// Hearing the book: the sentence that is spoken is lit; what is made again goes on where it was.
import { $, make, on } from "./elements.js";
import { onOpen, onTab, tab, work } from "./place.js";
import { ask, change, inTurn, when } from "./server.js";
import { tell } from "./status.js";
import { say } from "./words.js";

// what stands where in a sentence; times are milliseconds
export const START = 0, WRITTEN = 2, ROLE = 3, PARAGRAPH = 4, UTTERANCE = 5;
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const audio = $("audio");
export let part = null; // the track that is open
export let lit = 0; // the sentence that is heard, or chosen
let parts = [], spans = [];

const startOf = (at) => part.cues[at][START] / 1000;
export const sentenceAt = (at) => part?.cues[at];

const cueAt = (time) => {
  const found = part.cues.findLastIndex((cue) => cue[START] <= time * 1000 + 1);
  return Math.max(0, found);
};

// the voice loads what it needs while somebody begins to listen, not when a word is to be heard
let warmed = "";
const warm = () => {
  if (!part || warmed === work) return;
  warmed = work;
  change("warm", { work }).catch(() => { warmed = ""; }); // what is wrong with it is said when something is to be heard
};

const litWas = [];
export const onLit = (action) => litWas.push(action);

const light = (at, { seen = true } = {}) => {
  spans[lit]?.removeAttribute("aria-current");
  lit = at;
  const span = spans[lit];
  if (!span) return;
  span.setAttribute("aria-current", "true");
  if (seen) span.scrollIntoView({ block: "nearest" });
  for (const action of litWas) action();
};

const showSentences = () => {
  const page = $("text");
  page.replaceChildren();
  spans = [];
  let block = null, place = "";
  part.cues.forEach((cue, at) => {
    const now = `${cue[ROLE]} ${cue[PARAGRAPH]}`;
    if (!block || now !== place || !cue[PARAGRAPH]) {
      block = make(cue[ROLE] === "title" || cue[ROLE] === "heading" ? "h3" : "p");
      page.append(block);
      place = now;
    }
    const span = make("span", cue[WRITTEN], { class: "s", "data-at": at });
    spans.push(span);
    block.append(span);
  });
};

const open = (one, from = 0, play = false) => {
  const same = part?.guid === one.guid;
  part = one;
  $("part").value = one.guid;
  showSentences();
  // the digest makes it another address when the track was made again
  audio.src = `${one.src}?${one.digest}`;
  audio.playbackRate = Number($("speed").value);
  audio.currentTime = from;
  light(same ? Math.min(lit, one.cues.length - 1) : cueAt(from));
  if (play) audio.play();
};

// the same book as it is now; the part that is open goes on in the same sentence if it was made again
export const loadParts = inTurn(async () => {
  const asked = work, found = await ask("tracks", { work: asked });
  if (asked !== work) return;
  parts = found.tracks;
  $("nothing-yet").hidden = parts.length > 0;
  $("player").hidden = !parts.length;
  $("part").replaceChildren(...parts.map((one) => make("option", `${one.number} ${one.title}`, { value: one.guid })));
  const now = part && parts.find((one) => one.guid === part.guid);
  if (!parts.length) { part = null; $("text").replaceChildren(); return; }
  if (!now) { open(parts[0]); return; }
  $("part").value = now.guid;
  if (now.digest === part.digest) return;
  const at = cueAt(audio.currentTime), inside = audio.currentTime - startOf(at), playing = !audio.paused;
  const utterance = part.cues[at][UTTERANCE];
  const again = Math.max(0, now.cues.findIndex((cue) => cue[UTTERANCE] === utterance));
  open(now, now.cues[again][START] / 1000 + Math.min(inside, 0.5), playing);
});

export const toggle = () => { if (part) { if (audio.paused) audio.play(); else audio.pause(); } };
export const isPlaying = () => !audio.paused;
export const pause = () => audio.pause();
export const seekTo = (at, { play = true } = {}) => {
  if (!part?.cues[at]) return;
  audio.currentTime = startOf(at);
  light(at);
  if (play) audio.play();
};
export const step = (by) => seekTo(Math.max(0, Math.min(lit + by, part.cues.length - 1)), { play: !audio.paused });
export const openAt = (guid, utterance) => {
  const one = parts.find((other) => other.guid === guid);
  if (!one) return;
  if (one.guid !== part?.guid) open(one);
  const at = part.cues.findIndex((cue) => cue[UTTERANCE] === utterance);
  seekTo(Math.max(0, at), { play: false });
};

audio.addEventListener("timeupdate", () => {
  if (!part || audio.paused || audio.seeking) return;
  const at = cueAt(audio.currentTime);
  if (at !== lit) light(at);
  $("at").textContent = new Date(audio.currentTime * 1000).toISOString().slice(12, 19);
});
for (const event of ["play", "pause"]) {
  audio.addEventListener(event, () => {
    $("play").setAttribute("aria-label", say(audio.paused ? "play" : "pause"));
    $("play").firstElementChild.textContent = audio.paused ? "▶" : "❚❚";
  });
}
audio.addEventListener("ended", () => { const next = parts[parts.findIndex((one) => one.guid === part.guid) + 1]; if (next) open(next, 0, true); });
for (const speed of SPEEDS) $("speed").append(make("option", `${speed}×`, { value: speed }));
$("speed").value = 1;
on("speed", "change", () => { audio.playbackRate = Number($("speed").value); });
on("part", "change", () => { const one = parts.find((other) => other.guid === $("part").value); if (one) open(one); });
on("play", "click", toggle);
on("previous", "click", () => step(-1));
on("next", "click", () => step(1));
onOpen(() => { part = null; parts = []; audio.pause(); audio.removeAttribute("src"); });
onTab(() => { if (tab === "listen" && work) loadParts().then(warm); else audio.pause(); });
for (const what of ["works", "track"]) when(what, () => { if (tab === "listen" && work) loadParts(); });
const joined = [];
export const onJoined = (action) => joined.push(action);

when("mended", async (told) => {
  if (told.work !== work) return;
  if (told.error) { tell(told.error); return; }
  if (tab !== "listen") return;
  await loadParts();
  tell(say("mended"));
  for (const action of joined) action();
});
