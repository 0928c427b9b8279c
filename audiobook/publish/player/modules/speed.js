// How fast it plays: kept over parts and visits.
import { $, make, on } from "./elements.js";
import { memory, remember } from "./memory.js";
import { audio } from "./playback.js";
import { tell } from "./status.js";
import { showTime } from "./timeline.js";

const RATES = [0.75, 0.85, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

const applyRate = () => { audio.playbackRate = audio.defaultPlaybackRate = memory.rate; };

const chooseRate = (rate) => {
  memory.rate = rate;
  applyRate();
  $("rate").value = String(rate);
  remember();
  showTime();
};

export const faster = (step) => {
  const place = RATES.findIndex((one) => one >= memory.rate - 0.001);
  chooseRate(RATES[Math.min(Math.max(0, place + step), RATES.length - 1)]);
  tell(`${memory.rate}×`);
};

for (const value of RATES) $("rate").append(make("option", `${value}×`, { value }));
$("rate").value = String(memory.rate);
on("rate", "change", () => chooseRate(Number($("rate").value)));
audio.addEventListener("part", applyRate);
audio.addEventListener("loadedmetadata", applyRate);
