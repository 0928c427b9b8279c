// The contents on a narrow screen: a drawer over the text.
import { $, on } from "./elements.js";
import { cover, uncover } from "./layers.js";
import { audio } from "./playback.js";

const BEHIND_MENU = ".top, #text, #study, #bar, .skip";
const isOpen = () => $("contents").classList.contains("open");

const setOpen = (yes) => {
  if (yes === isOpen()) return;
  (yes ? cover : uncover)(BEHIND_MENU, closeMenu);
  $("contents").classList.toggle("open", yes);
  $("shade").hidden = !yes;
  $("menu").setAttribute("aria-expanded", String(yes));
};

export const closeMenu = () => {
  if (!isOpen()) return;
  setOpen(false);
  $("menu").focus();
};

on("menu", "click", () => {
  setOpen(true);
  ($("tracks").querySelector("[aria-current=true]") || $("menu-close")).focus();
});
on("menu-close", "click", closeMenu);
on("shade", "click", closeMenu);
audio.addEventListener("part", closeMenu);
