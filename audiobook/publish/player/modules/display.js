// How the page looks: the size of the text, the colours.
import { $, make, on } from "./elements.js";
import { openSheet } from "./layers.js";
import { keep, kept } from "./storage.js";
import { applyTheme, isDark, keepTheme, keptTheme } from "./theme.js";
import { say } from "./words.js";

const SIZE = "audiobook-size";
const SMALLEST_PX = 14, LARGEST_PX = 36, STEP_PX = 2;
let size;

const resize = (px) => {
  size = Math.min(LARGEST_PX, Math.max(SMALLEST_PX, px));
  document.documentElement.style.setProperty("--size", `${size}px`);
  $("size").textContent = `${size} px`;
  keep(SIZE, size);
};

export const larger = () => resize(size + STEP_PX);
export const smaller = () => resize(size - STEP_PX);

const chooseTheme = (value) => {
  applyTheme(value);
  keepTheme(value);
  $("theme").value = value;
};

export const swapTheme = () => chooseTheme(isDark() ? "light" : "dark");

resize(kept(SIZE, 18));
for (const value of ["auto", "light", "dark"]) $("theme").append(make("option", say(value), { value }));
chooseTheme(keptTheme());
on("settings-open", "click", () => openSheet($("settings")));
on("smaller", "click", smaller);
on("larger", "click", larger);
on("theme", "change", () => chooseTheme($("theme").value));
