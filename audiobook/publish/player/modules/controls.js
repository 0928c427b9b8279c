// The buttons below the text.
import { $, on } from "./elements.js";
import { eager, listen, sentence, skip, SKIP_S, toggle } from "./playback.js";
import { say } from "./words.js";

const showPlaying = () => {
  const label = say(eager ? "pause" : "play");
  $("play").setAttribute("aria-label", label);
  $("play").title = label;
  $("play").firstElementChild.textContent = eager ? "❚❚" : "▶";
};

on("play", "click", toggle);
on("back15", "click", () => skip(-SKIP_S));
on("forward15", "click", () => skip(SKIP_S));
on("previous", "click", () => sentence(-1));
on("next", "click", () => sentence(1));
listen("intent", showPlaying);
showPlaying();
