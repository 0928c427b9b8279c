// The line to the audio. What it waits for is said, and what a lost line broke off goes on by itself at the kept place.
import { $ } from "./elements.js";
import { audio, eager, listen, now, pause, reload, track } from "./playback.js";
import { tell } from "./status.js";
import { say } from "./words.js";

const SHOWN_AFTER_MS = 700; // every seek waits for a moment
const PATIENCE_MS = 8000; // so long without a byte: a line that hangs says nothing of itself
const FIRST_MS = 1000, LONGEST_MS = 30000; // between tries, doubling
const MOST_REVIVALS = 2; // of audio whose server answers: then it is the audio
let lost = false, hanging = false, tries = 0, revivals = 0, failedAt = -1, asked = 0, again, showing, watching;

const show = (text) => { clearTimeout(showing); $("network").textContent = text; };

const settle = () => {
  for (const timer of [again, watching]) clearTimeout(timer);
  asked += 1; // an answer under way is of no interest any more
  lost = hanging = false;
  tries = 0;
  show("");
};

// "yes", "no", or "gone" when whoever answers does not have it; a page from a folder may not ask, and needs not
const reached = async (address) => {
  if (!location.protocol.startsWith("http")) return "yes";
  try {
    const answer = await fetch(address, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return "yes";
    return answer.status < 500 ? "gone" : "no"; // 502 and its like: something between us has lost it
  } catch { return "no"; }
};

const giveUp = () => {
  settle();
  pause();
  tell(say("broken"));
};

const revive = () => {
  if (audio.error) {
    revivals = Math.abs(now() - failedAt) < 1 ? revivals + 1 : 1;
    failedAt = now();
  }
  if (revivals > MOST_REVIVALS) { giveUp(); return; }
  hanging = false;
  reload();
  watch();
};

const attempt = async () => {
  clearTimeout(again);
  asked += 1;
  const mine = asked;
  const answer = await reached(track.src);
  if (mine !== asked) return;
  if (answer === "no") {
    lost = true;
    show(say("noNetwork"));
    again = setTimeout(attempt, Math.min(LONGEST_MS, FIRST_MS * 2 ** tries));
    tries += 1;
    return;
  }
  lost = false;
  tries = 0;
  show("");
  if (answer === "gone") giveUp();
  else if (audio.error || hanging) revive();
};

const watch = () => {
  clearTimeout(watching);
  watching = setTimeout(() => {
    if (audio.readyState > 2 || !eager) return; // HAVE_CURRENT_DATA: no more than the moment it stands at
    hanging = true;
    attempt();
  }, PATIENCE_MS);
};

const wait = () => {
  if (!eager) return;
  clearTimeout(showing);
  if (!lost) showing = setTimeout(() => show(say("waiting")), SHOWN_AFTER_MS);
  watch();
};

const askAgain = () => { if (lost || audio.error || hanging) { tries = 0; attempt(); } };

listen("waiting stalled", () => { if (audio.readyState < 3) wait(); });
audio.addEventListener("progress", () => { if (audio.readyState < 3) watch(); });
listen("part canplay playing", settle);
audio.addEventListener("part", () => { failedAt = -1; });
audio.addEventListener("place", () => { failedAt = -1; askAgain(); });
audio.addEventListener("error", () => { if (audio.getAttribute("src")) attempt(); });
audio.addEventListener("intent", () => { if (eager) { failedAt = -1; askAgain(); } });
addEventListener("offline", attempt); // it may be the line to elsewhere: this very machine serves, too
addEventListener("online", askAgain);
document.addEventListener("visibilitychange", () => { if (!document.hidden) askAgain(); }); // timers sleep in a pocket
