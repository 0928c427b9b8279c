// Hearing a sentence of an article again, where it stands.
import { book, startOf, UTTERANCE, WRITTEN } from "./book.js";
import { open } from "./parts.js";
import { at, seek, track } from "./playback.js";

const articleAt = (number) => book.tracks.findIndex((one) => one.kind === "article" && one.number === number);

const playAt = (place, cue) => {
  const from = cue ? startOf(cue) : 0;
  if (place === at) seek(from, { play: true }); else open(place, { from, play: true });
};

// a review asks about sentences of articles
export const hear = ({ utterance, article }) => {
  const there = articleAt(article);
  const place = track.kind === "article" || there < 0 ? at : there;
  const { cues } = book.tracks[place];
  playAt(place, cues.find((one) => one[UTTERANCE] >= utterance) || cues[0]);
};

// a term of the whole book is heard in its article, or in the sitting that has its sentence
export const hearInBook = ({ utterance, article, sentence }) => {
  const begins = (cue) => cue[WRITTEN] && sentence.startsWith(cue[WRITTEN]);
  const there = articleAt(article);
  const place = there >= 0 ? there : book.tracks.findIndex((one) => one.cues.some(begins));
  if (place < 0) return;
  playAt(place, book.tracks[place].cues.find(there >= 0 ? (cue) => cue[UTTERANCE] >= utterance : begins));
};
