// The book, as data.js and the scripts of its tracks tell it.
export const book = window.AUDIOBOOK;

// what stands where in a cue (1 is its end); times are milliseconds
export const START = 0, WRITTEN = 2, ROLE = 3, SECTION = 4, PARAGRAPH = 5, SPOKEN = 6, TIMED = 8, UTTERANCE = 7;

export const startOf = (cue) => cue[START] / 1000; // seconds
