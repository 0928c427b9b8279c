// The word that is heard is lit within its sentence. The text stays as it is: the browser paints over a range of it
// (CSS.highlights), and where it cannot, the sentence alone is lit.
import { START, TIMED } from "./book.js";
import { $ } from "./elements.js";
import "./following.js";
import { cueAt, listen, now, onMove, track } from "./playback.js";

const painted = CSS.highlights ? new Highlight() : null;
let litWord = ""; // which one: sentence and place in it

// of each word: first character and one past the last, start and end in milliseconds
const wordsOf = (cue) => {
  const found = [];
  let char = 0, ms = cue[START];
  for (let n = 0; n < cue[TIMED].length; n += 4) {
    const [gap, length, wait, lasting] = cue[TIMED].slice(n, n + 4);
    found.push([char + gap, char + gap + length, ms + wait, ms + wait + lasting]);
    char += gap + length;
    ms += wait + lasting;
  }
  return found;
};

// the stretch of a sentence's text, however its element is made up
const rangeOf = (element, first, last) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = new Range();
  let before = 0;
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const end = before + node.length;
    if (first >= before && first < end) range.setStart(node, first - before);
    if (last > before && last <= end) range.setEnd(node, last - before);
    before = end;
  }
  return range;
};

const lightWord = () => {
  const place = cueAt(now());
  const cue = track.cues[place];
  const ms = now() * 1000 + 1; // as `cueAt`
  const word = cue && wordsOf(cue).find(([, , start, end]) => start <= ms && ms < end);
  const which = word ? `${track.guid} ${place} ${word[0]}` : "";
  if (which === litWord) return;
  litWord = which;
  painted.clear();
  const sentence = word && $("text").querySelector(`.s[data-at="${place}"]`);
  if (sentence) painted.add(rangeOf(sentence, word[0], word[1])); else litWord = "";
};

if (painted) {
  CSS.highlights.set("word", painted);
  onMove(lightWord);
  listen("text", lightWord);
}
