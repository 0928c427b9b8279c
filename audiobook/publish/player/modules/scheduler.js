// When a question comes again: FSRS 6, the scheduler of Anki, with its default weights, no steps within a day and no
// chance, as study/memory.py has it from the package fsrs. A test holds the two together.
const WEIGHTS = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const RETENTION = 0.9, LONGEST_DAYS = 36500, DAY_MS = 86400000;
const LEAST_STABILITY = 0.001, LEAST_DIFFICULTY = 1, MOST_DIFFICULTY = 10;
const DECAY = -WEIGHTS[20], FACTOR = 0.9 ** (1 / DECAY) - 1;
const AGAIN = 1, HARD = 2, EASY = 4; // good, between the last two, is what the others are measured by
const REVIEW = 2; // the state of a card that has left its steps behind: ours have none

export const RATINGS = { again: AGAIN, hard: HARD, good: 3, easy: EASY };

const firstDifficulty = (rating) => WEIGHTS[4] - Math.E ** (WEIGHTS[5] * (rating - 1)) + 1;
const withinDifficulty = (value) => Math.min(Math.max(value, LEAST_DIFFICULTY), MOST_DIFFICULTY);

const nextDifficulty = (difficulty, rating) => {
  const damped = (10 - difficulty) * -(WEIGHTS[6] * (rating - 3)) / 9;
  return withinDifficulty(WEIGHTS[7] * firstDifficulty(EASY) + (1 - WEIGHTS[7]) * (difficulty + damped));
};

const sameDay = (stability, rating) => {
  const growth = Math.E ** (WEIGHTS[17] * (rating - 3 + WEIGHTS[18])) * stability ** -WEIGHTS[19];
  return stability * (rating === AGAIN ? growth : Math.max(growth, 1));
};

const forgotten = (stability, difficulty, recall) => Math.min(
  WEIGHTS[11] * difficulty ** -WEIGHTS[12] * ((stability + 1) ** WEIGHTS[13] - 1) * Math.E ** ((1 - recall) * WEIGHTS[14]),
  stability / Math.E ** (WEIGHTS[17] * WEIGHTS[18]),
);

const recalled = (stability, difficulty, recall, rating) => stability * (1
  + Math.E ** WEIGHTS[8] * (11 - difficulty) * stability ** -WEIGHTS[9] * (Math.E ** ((1 - recall) * WEIGHTS[10]) - 1)
  * (rating === HARD ? WEIGHTS[15] : 1) * (rating === EASY ? WEIGHTS[16] : 1));

const nextStability = ({ stability, difficulty }, days, rating) => {
  if (days < 1) return sameDay(stability, rating);
  const recall = (1 + FACTOR * days / stability) ** DECAY;
  return rating === AGAIN ? forgotten(stability, difficulty, recall) : recalled(stability, difficulty, recall, rating);
};

// as Python rounds: halves to the even number
const rounded = (value) => {
  const floor = Math.floor(value), rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2) ? floor + 1 : floor;
};

const daysUntil = (stability) => {
  const days = rounded(stability / FACTOR * (RETENTION ** (1 / DECAY) - 1));
  return Math.min(Math.max(days, 1), LONGEST_DAYS);
};

// the card after it was answered so at that time; `card` is null for a question that was never asked; times are
// milliseconds since 1970
export const reviewed = (card, rating, now) => {
  const stability = card ? nextStability(card, Math.floor((now - card.lastReview) / DAY_MS), rating) : WEIGHTS[rating - 1];
  const difficulty = card ? nextDifficulty(card.difficulty, rating) : withinDifficulty(firstDifficulty(rating));
  const lasting = Math.max(stability, LEAST_STABILITY);
  return { state: REVIEW, stability: lasting, difficulty, due: now + daysUntil(lasting) * DAY_MS, lastReview: now };
};
