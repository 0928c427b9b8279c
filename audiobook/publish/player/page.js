// The page of a part: its text as sentences one can click, the contents, and what helps to remember.
"use strict";
Player.page = (() => {
  const { data, say, $, make, clock } = Player;
  const WRITTEN = 2, ROLE = 3, SECTION = 4, PARAGRAPH = 5;
  const BLOCKS = {
    title: ["h2", ""], heading: ["h3", ""], quote: ["blockquote", ""], byline: ["p", "by"], announcement: ["p", "said"],
    note: ["p", "by"], recap: ["p", "recap"], question: ["p", "question"], answer: ["p", "question answer"],
  };

  // cues of one paragraph share an element; a heading, a byline or a question stands alone
  const text = (track) => {
    const main = $("text");
    main.replaceChildren();
    let block, last;
    track.cues.forEach((cue, at) => {
      const role = cue[ROLE];
      const key = ["body", "quote"].includes(role) ? `${role} ${cue[SECTION]} ${cue[PARAGRAPH]}` : `${role} ${at}`;
      if (key !== last) {
        const below = role === "title" && track.subtitle && track.subtitle.includes(cue[WRITTEN]);
        const [tag, name] = below ? ["p", "subtitle"] : BLOCKS[role] || ["p", ""];
        block = make(tag, null, name ? { class: name, "data-at": at } : {});
        main.append(block);
        last = key;
      } else if (/[\w.,;:!?)"']$/.test(block.textContent)) {
        block.append(" ");
      }
      block.append(make("span", cue[WRITTEN], { class: "s", "data-at": at }));
    });
    const said = (wanted) => track.cues.some((cue) => cue[WRITTEN].includes(wanted));
    const title = main.querySelector("h2");
    const missing = [track.subtitle, track.authors.join(" ")].filter((line) => line && !said(line));
    if (title) title.after(...missing.map((line) => make("p", line, { class: "by" })));
    for (const remark of [track.note, track.source].filter(Boolean)) {
      if (!said(remark)) main.append(make("p", remark, { class: "end" }));
    }
    main.append(make("p", say("synthetic", { voice: data.voice }), { class: "end" }));
    return [...main.querySelectorAll(".s")];
  };

  const contents = (open, seek) => {
    $("tracks").replaceChildren(...data.tracks.map((track, at) => {
      const button = make("button", null, { class: "track", "data-track": at });
      button.append(make("span", track.kind === "article" ? String(track.number) : "·", { class: "number" }), make("span", track.title));
      button.append(make("span", [track.authors.join(" "), clock(track.duration)].filter(Boolean).join(" · "), { class: "facts" }));
      button.addEventListener("click", () => open(at));
      const marks = make("ol", null, { class: "marks", hidden: "" });
      for (const [start, title] of track.marks.slice(1)) {
        const mark = make("button", `${clock(start)}  ${title}`);
        mark.addEventListener("click", () => seek(start));
        const line = make("li");
        line.append(mark);
        marks.append(line);
      }
      const item = make("li");
      item.append(button, marks);
      return item;
    }));
  };

  const current = (at, places) => {
    document.querySelectorAll(".track").forEach((button, place) => {
      const here = place === at;
      button.setAttribute("aria-current", here);
      button.nextElementSibling.hidden = !here || !button.nextElementSibling.children.length;
      const track = data.tracks[place];
      const done = (places[track.guid] || {}).done ? say("heard") : "";
      button.lastElementChild.textContent = [track.authors.join(" "), clock(track.duration), done].filter(Boolean).join(" · ");
    });
  };

  const heading = (title) => make("h2", title);

  const termList = (terms, hear) => {
    const list = make("ul", null, { class: "terms" });
    for (const term of terms) {
      const button = make("button", term.text, { title: term.sentence });
      button.addEventListener("click", () => hear(term));
      const item = make("li");
      item.append(button);
      list.append(item);
    }
    return list;
  };

  const bookTerms = (hear) => {
    if (!data.terms.length) return;
    $("book-terms").append(termList(data.terms, hear));
    $("book-terms").hidden = false;
  };

  const study = (track, hear) => {
    const aside = $("study");
    aside.replaceChildren();
    if (track.terms.length) aside.append(heading(say("terms")), termList(track.terms, hear));
    if (track.questions.length) aside.append(heading(say("questions")));
    for (const question of track.questions) {
      const box = make("details");
      box.append(make("summary", question.prompt));
      const answer = make("p");
      const button = make("button", say("toSentence"));
      button.addEventListener("click", () => hear(question));
      answer.append(make("strong", question.answer), " ", button);
      box.append(answer);
      aside.append(box);
    }
    if (track.recap.length) {
      const list = make("ul");
      track.recap.forEach((line) => list.append(make("li", line)));
      aside.append(heading(say("recap")), list);
    }
    aside.hidden = !aside.childElementCount;
    document.body.classList.toggle("with-study", !aside.hidden);
  };

  const about = () => {
    document.title = data.title;
    $("book-title").textContent = data.title;
    $("cover").src = data.cover;
    $("about").textContent = [data.issue, data.publisher, data.date].filter(Boolean).join("\n");
    if (location.search === "?library") $("back").hidden = false;
    if (!location.protocol.startsWith("http")) $("feed").parentElement.hidden = true; // no app can subscribe to a file
    for (const [key, what] of Player.table.keyList) {
      const term = make("dt");
      term.append(make("kbd", key));
      $("keys").append(term, make("dd", what));
    }
  };

  return { text, contents, bookTerms, current, study, about };
})();
