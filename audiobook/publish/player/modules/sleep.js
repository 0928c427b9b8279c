// The sleep timer: after some minutes, or at the end of the part.
import { $, make, on } from "./elements.js";
import { audio, listen, pause } from "./playback.js";
import { tell } from "./status.js";
import { say } from "./words.js";

const MINUTES = [0, 5, 10, 15, 20, 30, 45, 60];
const FADE_MS = 5000;
let sleepAt = null, atEnd = false;

const wake = () => { sleepAt = null; atEnd = false; audio.volume = 1; $("sleep").value = "0"; };

// whole minutes until it stops; null without a time
export const minutesLeft = () => (sleepAt === null ? null : Math.max(1, Math.ceil((sleepAt - Date.now()) / 60000)));

// whether the end of the part was the time to stop; then the timer is off again
export const asleepAtEnd = () => {
  if (!atEnd) return false;
  wake();
  tell(say("asleep"));
  return true;
};

const chooseSleep = () => {
  const { value } = $("sleep");
  atEnd = value === "end";
  sleepAt = atEnd || value === "0" ? null : Date.now() + Number(value) * 60000;
};

const nap = () => {
  if (sleepAt === null || audio.paused) return;
  const left = sleepAt - Date.now();
  audio.volume = left < FADE_MS ? Math.max(0.05, left / FADE_MS) : 1; // falls asleep, not off a cliff
  if (left <= 0) { pause(); wake(); tell(say("asleep")); }
};

for (const n of MINUTES) $("sleep").append(make("option", n ? say("minutes", { n }) : say("off"), { value: n }));
$("sleep").append(make("option", say("end"), { value: "end" }));
on("sleep", "change", chooseSleep);
listen("timeupdate frame", nap);
