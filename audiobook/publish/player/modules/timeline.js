// What is playing and how far: the title, the slider, the times.
import { book } from "./book.js";
import { $, on } from "./elements.js";
import { memory } from "./memory.js";
import { audio, duration, now, onMove, seek, track } from "./playback.js";
import { minutesLeft } from "./sleep.js";
import { clock, say } from "./words.js";

let dragging = false;

export const showTime = () => {
  const time = now(), all = duration(), n = minutesLeft();
  $("seek").max = all;
  if (document.activeElement !== $("seek") || !dragging) $("seek").value = time;
  $("seek").setAttribute("aria-valuetext", `${clock(time)} / ${clock(all)}`);
  $("at").textContent = clock(time);
  $("all").textContent = clock(all);
  $("now-left").textContent = n === null ? say("left", { t: clock((all - time) / memory.rate) }) : say("sleepIn", { n });
};

audio.addEventListener("part", () => {
  $("now-title").textContent = track.title;
  document.title = `${track.title} · ${book.title}`;
  showTime();
});
onMove(showTime);
on("sleep", "change", showTime);
on("seek", "pointerdown", () => { dragging = true; });
on("seek", "input", () => { $("at").textContent = clock(Number($("seek").value)); });
on("seek", "change", () => { dragging = false; seek(Number($("seek").value)); });
