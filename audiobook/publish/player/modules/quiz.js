// The quiz: a question is read or heard, the answer shown, and how it went decides when it comes again (progress.js).
// As `audiobook quiz` asks: what is due, then some that were never asked; what was not known comes again soon.
import { book } from "./book.js";
import { download } from "./clipboard.js";
import { $, make, on } from "./elements.js";
import { hearExcerpt, hushExcerpt } from "./excerpt.js";
import { hear } from "./hearing.js";
import { openSheet } from "./layers.js";
import { closeMenu } from "./menu.js";
import { audio, pause } from "./playback.js";
import { addProgress, dueAfter, dueCount, keepAnswer, nextDue, progressFile, waiting } from "./progress.js";
import { tell } from "./status.js";
import { keep, kept } from "./storage.js";
import { loadScript } from "./texts.js";
import { say } from "./words.js";

const NEW_AT_ONCE = 10, AGAIN_AFTER = 3; // questions: never asked before, at most; until one that was missed returns
const DAY_LENGTH_MS = 86400000;
const QUIZ_READS = "audiobook-quiz-reads";
const HOW = ["again", "hard", "good", "easy"];
const QUIZ_KEYS = { 1: "again", 2: "hard", 3: "good", 4: "easy", n: "again", h: "hard", y: "good", e: "easy" };
let scope = [], sitting = [], missed = new Set(), total = 0, known = 0; // of this sitting

const inHand = () => sitting[0];
const isTold = () => !$("quiz-told").hidden;
const titleOfQuestion = (question) => book.tracks[question.heard[0]].title;

const showDue = () => {
  const n = dueCount(Date.now());
  $("quiz-due").textContent = n ? say("quizDue", { n }) : "";
};

const hearAsked = () => { if (inHand()?.aloud) hearExcerpt(...inHand().aloud); };

const gradeButton = (how, place) => {
  const now = Date.now(), days = Math.round((dueAfter(inHand().id, how, now) - now) / DAY_LENGTH_MS);
  const button = make("button", say(how), { "data-how": how, "aria-keyshortcuts": String(place + 1) });
  button.append(make("small", how === "again" ? say("soon") : say("inDays", { n: days })));
  button.addEventListener("click", () => grade(how));
  return button;
};

// what can be done now: ask on, show the answer, say how it went
const showButtons = () => {
  const question = inHand(), told = Boolean(question) && isTold();
  $("quiz-hear").hidden = !question?.aloud;
  for (const id of ["quiz-hear-sentence", "quiz-to-text", "quiz-grades"]) $(id).hidden = !told;
  $("quiz-reveal").hidden = !question || told;
  $("quiz-more").hidden = Boolean(question) || waiting(scope.map(({ id }) => id), Date.now(), 1).length === 0;
  $("quiz-aloud").hidden = !scope.some(({ aloud }) => aloud);
  $("quiz-card").hidden = $("quiz-place").hidden = !question;
};

const showEnd = () => {
  const due = nextDue(scope.map(({ id }) => id));
  const next = due === null ? "" : say("quizNext", { t: new Date(due).toLocaleDateString(book.language) });
  $("quiz-sum").textContent = [total ? say("quizSum", { n: known, all: total }) : say("quizNone"), next].join(" ");
  showButtons();
  ($("quiz-more").hidden ? $("quiz") : $("quiz-more")).focus();
};

const askNext = () => {
  const question = inHand();
  $("quiz-told").hidden = true;
  if (!question) { showEnd(); return; }
  const left = new Set(sitting.map(({ id }) => id));
  const n = total - [...left].filter((id) => !missed.has(id)).length;
  $("quiz-sum").textContent = "";
  $("quiz-place").textContent = say("quizPlace", { n: n + (missed.has(question.id) ? 0 : 1), all: total, title: titleOfQuestion(question) });
  $("quiz-asked").textContent = question.asked;
  showButtons();
  $("quiz-asked").focus();
  if ($("quiz-reads").checked) hearAsked();
};

const reveal = () => {
  const question = inHand();
  if (!question || isTold()) return;
  $("quiz-answer").textContent = question.answer;
  $("quiz-sentence").textContent = question.sentence;
  $("quiz-grades").replaceChildren(...HOW.map(gradeButton));
  $("quiz-told").hidden = false;
  showButtons();
  $("quiz-told").focus();
  if ($("quiz-reads").checked) hearExcerpt(...question.heard); else hushExcerpt();
};

const grade = (how) => {
  if (!inHand() || !isTold()) return;
  const question = sitting.shift();
  hushExcerpt();
  keepAnswer(question.id, how, Date.now());
  if (how === "again") {
    missed.add(question.id);
    sitting.splice(AGAIN_AFTER, 0, question);
  } else if (!missed.has(question.id)) {
    known += 1;
  }
  askNext();
};

const sit = () => {
  const byId = new Map(scope.map((question) => [question.id, question]));
  sitting = waiting([...byId.keys()], Date.now(), NEW_AT_ONCE).map((id) => byId.get(id));
  total = sitting.length;
  known = 0;
  missed = new Set();
  askNext();
};

// of the whole book, or of the part at `place` alone
export const openQuiz = async (place = null) => {
  if (!book.quiz) return;
  try { if (!book.questions) await loadScript(book.quiz, () => book.questions); } catch {
    tell(say("noQuestions"));
    return;
  }
  closeMenu();
  pause();
  scope = book.questions.filter(({ heard }) => place === null || heard[0] === place);
  openSheet($("quiz"));
  sit();
};

const takeFile = async () => {
  const [file] = $("quiz-file").files;
  if (!file) return;
  const text = await file.text();
  try {
    const n = addProgress(text);
    sit();
    tell(say("imported", { n }));
  } catch (error) { tell(say(error.message)); } // the word for it
  $("quiz-file").value = ""; // the same file may be chosen again
};

$("quiz-entry").hidden = !book.quiz;
$("quiz-reads").checked = kept(QUIZ_READS, false);
on("quiz-reads", "change", () => keep(QUIZ_READS, $("quiz-reads").checked));
on("quiz-open", "click", () => openQuiz());
on("quiz-hear", "click", hearAsked);
on("quiz-hear-sentence", "click", () => hearExcerpt(...inHand().heard));
on("quiz-to-text", "click", () => { $("quiz").close(); hear(inHand()); });
on("quiz-reveal", "click", reveal);
on("quiz-more", "click", sit);
on("quiz-export", "click", () => download("progress.json", progressFile(), "application/json"));
on("quiz-import", "click", () => $("quiz-file").click());
on("quiz-file", "change", takeFile);
on("quiz", "close", hushExcerpt);
on("quiz", "keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
  const shows = [" ", "Enter"].includes(event.key) && !event.target.closest("button");
  const how = QUIZ_KEYS[event.key.toLowerCase()];
  if (shows) reveal(); else if (how) grade(how); else return;
  event.preventDefault();
});
audio.addEventListener("remembered", showDue);
document.addEventListener("visibilitychange", showDue);
showDue();
