// The contents on a narrow screen: a drawer over the text.
import { $, on } from "./elements.js";
import { audio } from "./playback.js";

const isOpen = () => $("contents").classList.contains("open");

const setOpen = (yes) => {
  $("contents").classList.toggle("open", yes);
  $("shade").hidden = !yes;
  $("menu").setAttribute("aria-expanded", String(yes));
};

export const closeMenu = () => setOpen(false);

on("menu", "click", () => {
  setOpen(!isOpen());
  if (isOpen()) $("tracks").querySelector("[aria-current=true]")?.focus();
});
on("shade", "click", closeMenu);
audio.addEventListener("part", closeMenu);
