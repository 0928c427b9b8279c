// One line for a moment, seen and read out.
import { $ } from "./elements.js";

const SHOWN_MS = 4000;
let hiding = 0;

export const tell = (text) => {
  clearTimeout(hiding);
  $("status").textContent = text;
  $("status").classList.add("toast");
  hiding = setTimeout(() => { $("status").classList.remove("toast"); $("status").textContent = ""; }, SHOWN_MS);
};
