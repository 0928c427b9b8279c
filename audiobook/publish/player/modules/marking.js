// Moments the listener marks while listening, each a sentence, kept on this device. Says "moments" to the audio's
// listeners when they have changed.
import { book, startOf, WRITTEN } from "./book.js";
import { $, on } from "./elements.js";
import { audio, cueAt, eager, listen, now, track } from "./playback.js";
import { tell } from "./status.js";
import { keep, kept } from "./storage.js";
import { say } from "./words.js";

const MOMENTS = `audiobook-moments:${book.id}`, HEADSET = "audiobook-headset-marks";
const LATE_S = 1.5; // whoever presses so soon after the voice has come to a sentence means the one before
const BLIP_S = 0.12, BLIP_HZ = 880;

let cameIn = 0; // where it went on last, in seconds

// in the order in which they were marked: part, second, sentence, note, when
export const moments = kept(MOMENTS, []);

export const keepMoments = () => {
  keep(MOMENTS, moments);
  audio.dispatchEvent(new Event("moments"));
};

export const markMoment = () => {
  const place = cueAt(now());
  const begins = place < 0 ? 0 : startOf(track.cues[place]);
  const late = eager && place > 0 && now() - begins < LATE_S && begins > cameIn + 0.1;
  const cue = track.cues[late ? place - 1 : Math.max(0, place)];
  if (!cue) return;
  const moment = { guid: track.guid, at: startOf(cue), sentence: cue[WRITTEN], note: "", when: Date.now() };
  if (!moments.some((one) => one.guid === moment.guid && one.at === moment.at)) moments.push(moment);
  keepMoments();
  tell(say("marked"));
};

export const headsetMarks = () => $("headset-marks").checked;

// the phone is in a pocket: a short tone says that the key was understood
export const markByHeadset = () => {
  markMoment();
  try {
    const sound = new AudioContext(), tone = sound.createOscillator(), level = sound.createGain();
    tone.frequency.value = BLIP_HZ;
    level.gain.value = 0.1;
    tone.connect(level).connect(sound.destination);
    tone.addEventListener("ended", () => sound.close());
    tone.start();
    tone.stop(sound.currentTime + BLIP_S);
  } catch { /* no other sound beside the voice */ }
};

$("headset-marks").checked = kept(HEADSET, false);
on("headset-marks", "change", () => keep(HEADSET, headsetMarks()));
on("mark", "click", markMoment);
listen("part place", () => { cameIn = now(); });
