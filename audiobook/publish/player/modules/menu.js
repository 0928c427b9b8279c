// The contents on a narrow screen: a drawer over the text.
import { $, on } from "./elements.js";
import { audio } from "./playback.js";

const isOpen = () => $("contents").classList.contains("open");

// what lies behind the open drawer can be neither reached nor read, so that the focus stays in it
const setOpen = (yes) => {
  if (yes === isOpen()) return;
  for (const behind of document.querySelectorAll(".top, #text, #study, #bar, .skip")) behind.inert = yes;
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
