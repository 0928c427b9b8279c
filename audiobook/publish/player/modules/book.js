// The book as data.js tells it; the text of a part comes when it is opened (texts.js), until then it has no cues.
export const book = window.AUDIOBOOK;

for (const part of book.tracks) part.cues = [];

// what stands where in a cue (1 is its end); times are milliseconds
export const START = 0, WRITTEN = 2, ROLE = 3, SECTION = 4, PARAGRAPH = 5, SPOKEN = 6, TIMED = 8;

export const startOf = (cue) => cue[START] / 1000; // seconds
export const endOf = (cue) => cue[1] / 1000; // seconds
