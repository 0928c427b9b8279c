// What helps to remember the part: its key terms, questions and recap, beside the text.
import { $, make } from "./elements.js";
import { hear } from "./hearing.js";
import { at, audio, track } from "./playback.js";
import { openQuiz } from "./quiz.js";
import { termList } from "./terms.js";
import { say } from "./words.js";

const heading = (key) => make("h2", say(key));

const questionBox = (question) => {
  const box = make("details");
  box.append(make("summary", question.prompt));
  const answer = make("p");
  const button = make("button", say("toSentence"));
  button.addEventListener("click", () => hear(question));
  answer.append(make("strong", question.answer), " ", button);
  box.append(answer);
  return box;
};

const quizButton = () => {
  const button = make("button", say("quizHere"));
  button.addEventListener("click", () => openQuiz(at));
  return button;
};

const recapList = (lines) => {
  const list = make("ul");
  for (const line of lines) list.append(make("li", line));
  return list;
};

const showStudy = () => {
  const aside = $("study");
  aside.replaceChildren();
  if (track.terms.length) aside.append(heading("terms"), termList(track.terms, hear));
  if (track.questions.length) aside.append(heading("questions"), ...track.questions.map(questionBox));
  if (track.questions.length && track.kind !== "review") aside.append(quizButton());
  if (track.recap.length) aside.append(heading("recap"), recapList(track.recap));
  aside.hidden = !aside.childElementCount;
  document.body.classList.toggle("with-study", !aside.hidden);
};

audio.addEventListener("part", () => { $("study").hidden = true; });
audio.addEventListener("text", showStudy);
