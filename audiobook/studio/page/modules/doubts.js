// The next doubtful reading: one key from one to the next through the whole book.
import { on } from "./elements.js";
import { lit, openAt, part, sentenceAt, UTTERANCE } from "./listening.js";
import { mendAt } from "./mending.js";
import { onOpen, work } from "./place.js";
import { ask, attempt, when } from "./server.js";
import { tell } from "./status.js";
import { say } from "./words.js";

let doubts = null, at = -1;

export const nextDoubt = () => attempt(async () => {
  if (!part) return;
  doubts ??= (await ask("doubtful", { work })).doubtful;
  if (!doubts.length) { tell(say("noDoubt")); return; }
  if (at < 0) {
    const now = sentenceAt(lit)[UTTERANCE];
    at = doubts.findIndex((one) => one.track === part.guid && one.utterance >= now) - 1;
    if (at < -1) at = -1;
  }
  at = (at + 1) % doubts.length;
  const doubt = doubts[at];
  openAt(doubt.track, doubt.utterance);
  tell(`${at + 1} / ${doubts.length}`);
  await mendAt(lit, doubt.start);
});

const forget = () => { doubts = null; };
onOpen(() => { forget(); at = -1; });
when("mended", forget);
on("doubt", "click", nextDoubt);
