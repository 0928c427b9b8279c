// Hearing a sentence again, where it stands.
import { open } from "./parts.js";
import { at, seek } from "./playback.js";

// `heard` is the part and the second a term or a question leads to
export const hear = ({ heard: [place, from] }) => {
  if (place === at) seek(from, { play: true }); else open(place, { from, play: true });
};
