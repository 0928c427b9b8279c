// What the listener remembers of the book, kept on this device and carried in the file of `audiobook quiz`: of each
// question, by its id, when it is due and how well it sits. Says "remembered" to the audio's listeners when it
// changed.
import { book } from "./book.js";
import { audio } from "./playback.js";
import { RATINGS, reviewed } from "./scheduler.js";
import { keep, kept, progressKeyOf } from "./storage.js";

const PROGRESS = progressKeyOf(book.id), NEWEST_VERSION = 2;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const toTime = (text) => {
  const parts = TIME.exec(text);
  // no more than milliseconds: of a longer fraction not every browser makes sense
  const ms = parts ? Date.parse(text.replace(parts[1] ?? /$^/, (parts[1] ?? "").slice(0, 4))) : Number.NaN;
  if (Number.isNaN(ms)) throw new TypeError(text);
  return ms;
};
const fromTime = (ms) => new Date(ms).toISOString().replace("Z", "+00:00");

const toCard = ({ state, stability, difficulty, due, last_review: last }) => {
  if (![1, 2, 3].includes(state) || !(stability > 0) || !(difficulty >= 1)) throw new TypeError("no card");
  return { state, stability, difficulty, due: toTime(due), lastReview: toTime(last) };
};
const fromCard = (card) => ({
  state: card.state, step: null, stability: card.stability, difficulty: card.difficulty, due: fromTime(card.due), last_review: fromTime(card.lastReview),
});

// a file's cards by question; fails with the word that says why
const parse = (text) => {
  let tree, found;
  try {
    tree = JSON.parse(text);
    found = new Map(Object.entries(tree.cards).map(([id, facts]) => [id, toCard(facts)]));
  } catch { throw new Error(tree?.version > NEWEST_VERSION ? "newerProgress" : "noProgress"); }
  if (tree.version > NEWEST_VERSION) throw new Error("newerProgress");
  if (tree.book && tree.book !== book.id) throw new Error("otherProgress");
  return found;
};

let cards = new Map();

const read = () => { try { cards = parse(JSON.stringify(kept(PROGRESS, { cards: {} }))); } catch { cards = new Map(); } };

const asTree = () => {
  const entries = [...cards].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, card]) => [id, fromCard(card)]);
  return { version: NEWEST_VERSION, book: book.id, cards: Object.fromEntries(entries) };
};

const store = () => {
  keep(PROGRESS, asTree());
  audio.dispatchEvent(new Event("remembered"));
};

export const progressFile = () => `${JSON.stringify(asTree(), null, 1)}\n`;

// adds what a file knows: of a question that both have, what was answered last; returns how many it knew
export const addProgress = (text) => {
  const others = parse(text);
  read(); // another tab may have gone on
  for (const [id, card] of others) {
    if (!cards.has(id) || card.lastReview > cards.get(id).lastReview) cards.set(id, card);
  }
  store();
  return others.size;
};

const after = (id, how, now) => reviewed(cards.get(id) ?? null, RATINGS[how], now);

// when a question would come again
export const dueAfter = (id, how, now) => after(id, how, now).due;

export const keepAnswer = (id, how, now) => {
  read();
  cards.set(id, after(id, how, now));
  store();
};

// of these questions what to ask now: what is due, the longest first, then so many at most that were never asked
export const waiting = (ids, now, fresh) => {
  const due = ids.filter((id) => cards.has(id) && cards.get(id).due <= now);
  due.sort((a, b) => cards.get(a).due - cards.get(b).due || (a < b ? -1 : 1));
  return [...due, ...ids.filter((id) => !cards.has(id)).slice(0, fresh)];
};

// when the next of them is due; null if none was ever asked
export const nextDue = (ids) => {
  const due = ids.filter((id) => cards.has(id)).map((id) => cards.get(id).due);
  return due.length ? Math.min(...due) : null;
};

export const dueCount = (now) => [...cards.values()].filter((card) => card.due <= now).length;

read();
addEventListener("storage", ({ key }) => { if (key === PROGRESS) { read(); audio.dispatchEvent(new Event("remembered")); } });
