// The page of a book: everything on it, and the part the address names or else the one that was open last.
import "./about.js";
import { openAddress } from "./address.js";
import { book } from "./book.js";
import "./contents.js";
import "./controls.js";
import "./framing.js";
import "./keys.js";
import "./kept.js";
import "./large.js";
import "./lighting.js";
import "./media.js";
import { memory } from "./memory.js";
import "./network.js";
import "./notebook.js";
import { open } from "./parts.js";
import "./sharing.js";
import "./study.js";
import "./texts.js";

if (!openAddress()) open(Math.max(0, book.tracks.findIndex((one) => one.guid === memory.track)));

// from here on a press does something: before, it would be lost
for (const waiting of document.querySelectorAll(".top, #bar")) waiting.inert = false;
