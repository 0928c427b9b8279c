// What this device keeps. Private windows and some settings forbid storage: then nothing is kept, and nothing breaks.
export const kept = (key, fallback) => {
  try { return JSON.parse(localStorage.getItem(key)) ?? fallback; } catch { return fallback; }
};

export const keep = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* as said */ }
};

// where the places of a book are kept: the player writes them, the shelf reads them
export const keyOf = (id) => `audiobook:${id}`;

// and what is remembered of its questions
export const progressKeyOf = (id) => `audiobook-quiz:${id}`;
