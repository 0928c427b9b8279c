// The workbench: everything on the page, then the place that the address names.
import "./about.js";
import "./build.js";
import "./drop.js";
import "./keys.js";
import "./lexicon.js";
import "./pages.js";
import { begin } from "./place.js";
import { refresh } from "./shelf.js";

refresh();
begin();
