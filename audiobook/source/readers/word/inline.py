"""What stands within a paragraph of a Word file: runs, fields, formulas, signs, marks of notes, text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from audiobook.model import Finding
from audiobook.source import symbol_fonts
from audiobook.source.blocks import Block
from audiobook.source.readers.word import fields, formula
from audiobook.source.readers.word.line import Found, Line
from audiobook.source.readers.word.parts import MC, A, M, V, W, chosen, switched, value
from audiobook.source.readers.word.spans import Span
from audiobook.source.readers.word.styles import Look, Styles

_PRIVATE = range(0xF020, 0xF100)
"""Where Word keeps the signs of pictorial fonts in plain text."""
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_O = "{urn:schemas-microsoft-com:office:office}"


class Inline:
    """Reads into `line`; `boxed` reads what stands in a text box, `noted` gives a note's mark and, once, the note."""

    def __init__(
        self,
        styles: Styles,
        boxed: Callable[[Any], list[Found]],
        noted: Callable[[str, str, str], tuple[str, Block | None]],
    ) -> None:
        self.styles, self._boxed, self._noted = styles, boxed, noted
        self.line = Line()
        self.fields: list[fields.Field] = []
        self.findings: list[Finding] = []
        self.made: list[str] = []
        self.deleted = 0
        """How many deletions are around what is read."""
        self.listing = 0
        """How many tables of contents."""
        self.lines: tuple[int, int] | None = None
        self._prompts = 0
        self._links = 0
        self.look = Look()
        """Of what is read now."""
        self._marked: Any = None
        """The run whose text is the mark of a note."""
        self._read: dict[str, Callable[[Any], None]] = {
            f"{W}r": self._run,
            f"{W}t": self._text,
            f"{W}delText": self._text,
            f"{W}tab": lambda _: self._emit("\t"),
            f"{W}ptab": lambda _: self._emit("\t"),
            f"{W}cr": lambda _: self._emit("\n"),
            f"{W}br": self._break,
            f"{W}noBreakHyphen": lambda _: self._emit("-"),
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field,
            f"{W}instrText": self._code,
            f"{W}fldSimple": self._simple_field,
            f"{W}hyperlink": self._link,
            f"{W}del": self._deleted,
            f"{W}moveFrom": self._deleted,
            f"{W}ruby": self._ruby,
            f"{W}sdt": self._control,
            f"{W}footnoteReference": self._note,
            f"{W}endnoteReference": self._note,
            f"{W}drawing": self._picture,
            f"{W}pict": self._picture,
            f"{W}object": self._picture,
            f"{M}oMath": self._formula,
            f"{M}oMathPara": self._formulas,
            f"{MC}AlternateContent": lambda choices: self.inside(chosen(choices)),
        }

    def begin(self, look: Look, carried: Line | None) -> Line:
        """A new paragraph, or one that began as `carried`."""
        self.line = Line(look) if carried is None else Line(look, spans=carried.spans, notes=carried.notes)
        self.look = look
        return self.line

    def end(self) -> None:
        """The paragraph is over: a field's code does not go on in the next one."""
        self.fields = [one for one in self.fields if one.shown]

    def end_contents(self) -> None:
        """Tables of contents are over, for what comes is a heading."""
        self.fields = [one for one in self.fields if one.why is None]

    def inside(self, element: Any) -> None:
        """All of `element`."""
        for child in element:
            if isinstance(child.tag, str) and not child.tag.endswith("Pr"):
                reader = self._read.get(child.tag)
                if reader is not None:
                    reader(child)
                elif len(child):
                    self.inside(child)

    @contextmanager
    def prompting(self, control: Any) -> Iterator[None]:
        """Within a content control: whether it shows only what to write there."""
        prompt = bool(switched(control.find(f"{W}sdtPr"), "showingPlcHdr"))
        self._prompts += prompt
        yield
        self._prompts -= prompt

    def _why(self, look: Look) -> str | None:
        """Why text is not read now; None where it is."""
        if self.deleted:
            return "deleted in tracked changes"
        if self.listing:
            return "contents page"
        for one in self.fields:
            why = one.why if one.shown else "code of a field"
            if why is not None:
                return why
        if self._prompts:
            return "prompt of a form"
        return "hidden text" if look.hidden else None

    def _emit(self, text: str, kind: Literal["text", "formula", "mark"] = "text") -> None:
        if not text:
            return
        why = self._why(self.look)
        if why is not None:
            self.line.aside.setdefault(why, []).append(text)
        else:
            self.line.spans.append(Span(text, self.look, kind, self._links > 0))

    # ------------------------------------------------------------------------------------------ runs

    def _run(self, run: Any) -> None:
        look = self.look
        self.look = self.styles.run(self.line.look, run.find(f"{W}rPr"))
        self.inside(run)
        self.look = look

    def _text(self, element: Any) -> None:
        if element.getparent() is self._marked:
            return
        text = element.text or ""
        if self.look.font and not text.isascii():
            text = "".join(self._shown(char) if ord(char) in _PRIVATE else char for char in text)
        self._emit(text)

    def _shown(self, char: str) -> str:
        shown = symbol_fonts.character(self.look.font, ord(char))
        self.made += [shown] if shown else []
        return shown or char

    def _symbol(self, symbol: Any) -> None:
        font, code = value(symbol, "font") or "", value(symbol, "char") or ""
        try:
            char = symbol_fonts.character(font, int(code, 16))
        except ValueError:
            char = None
        if char is None:
            message = f"A sign of the font {font} ({code}) is no character and is not read"
            self.findings.append(Finding("symbol", self.lines, message))
        else:
            self._emit(char)

    def _break(self, element: Any) -> None:
        self._emit({"page": "\f", "column": ""}.get(value(element, "type") or "", "\n"))

    def _ruby(self, ruby: Any) -> None:
        for base in ruby.findall(f"{W}rubyBase"):
            self.inside(base)
        reading = ruby.find(f"{W}rt")
        if reading is not None and any((t.text or "").strip() for t in reading.iter(f"{W}t")):
            self._emit("（")
            self.inside(reading)
            self._emit("）")

    def _link(self, link: Any) -> None:
        self._links += 1
        self.inside(link)
        self._links -= 1

    def _deleted(self, element: Any) -> None:
        self.deleted += 1
        self.inside(element)
        self.deleted -= 1

    def _control(self, control: Any) -> None:
        with self.prompting(control):
            for content in control.findall(f"{W}sdtContent"):
                self.inside(content)

    # ------------------------------------------------------------------------------------------ fields

    def _field(self, char: Any) -> None:
        what = value(char, "fldCharType")
        if what == "begin":
            self.fields.append(fields.Field())
        elif what == "separate" and self.fields:
            self.fields[-1].shown = True
        elif what == "end" and self.fields:
            self._equation(self.fields.pop())

    def _code(self, element: Any) -> None:
        if self.fields and not self.fields[-1].shown:
            self.fields[-1].code += element.text or ""

    def _simple_field(self, element: Any) -> None:
        field = fields.Field(value(element, "instr") or "", shown=True)
        depth = len(self.fields)
        self.fields.append(field)
        self.inside(element)
        del self.fields[depth:]
        self._equation(field)

    def _equation(self, field: fields.Field) -> None:
        """What a field shows that has no result, for it is drawn from its code."""
        text = fields.equation(field.code)
        if text:
            self.made.append(text)
            self._emit(text)

    # ------------------------------------------------------------------------------------------ notes, formulas

    def _note(self, reference: Any) -> None:
        kind = "footnotes" if reference.tag == f"{W}footnoteReference" else "endnotes"
        own = ""
        if value(reference, "customMarkFollows") in ("1", "true", "on"):
            run = reference.getparent()
            own = "".join(text.text or "" for text in run.findall(f"{W}t")).strip()
            self._marked = run if own else None
        if self._why(self.look):
            return
        mark, note = self._noted(kind, value(reference, "id") or "", own)
        if mark:
            if not own:
                self.made.append(mark)
            self._emit(f"[{mark}]", "mark")
        if note is not None:
            self.line.notes.append(note)

    def _formula(self, element: Any) -> None:
        self._emit(formula.line(element, self._formula_text), "formula")

    def _formulas(self, element: Any) -> None:
        for one in element.findall(f"{M}oMath"):
            self._formula(one)

    def _formula_text(self, run: Any) -> str:
        """The text of a run in a formula; what is deleted or hidden is set aside."""
        around, self.line = self.line, Line(self.line.look)
        self.look = self.styles.run(around.look, run.find(f"{W}rPr"))
        for child in run:
            if child.tag == f"{M}t":
                self._text(child)
            elif child.tag in self._read:
                self._read[child.tag](child)
        inner, self.line = self.line, around
        self.look = around.look
        for why, texts in inner.aside.items():
            around.aside.setdefault(why, []).extend(texts)
        around.boxes += inner.boxes
        around.notes += inner.notes
        return "".join(span.text for span in inner.spans)

    # ------------------------------------------------------------------------------------------ pictures

    def _picture(self, picture: Any) -> None:
        """Text boxes, WordArt and drawn text in a picture; what describes it is not read."""
        for child in picture:
            tag = child.tag
            if tag == f"{W}txbxContent":
                self.line.boxes += self._boxed(child)
            elif tag == f"{MC}AlternateContent":
                self._picture(chosen(child))
            elif tag == f"{A}p":
                self._drawn("".join(text.text or "" for text in child.iter(f"{A}t")))
            elif tag == f"{V}textpath":
                self._drawn(child.get("string") or "")
            elif isinstance(tag, str):
                if tag == f"{_WP}docPr" and child.get("descr"):
                    self.line.aside.setdefault("description of a picture", []).append(f"{child.get('descr')}\n")
                if tag == f"{_O}OLEObject" and (child.get("ProgID") or "").startswith("Equation"):
                    message = f"A formula stands here as an object ({child.get('ProgID')}) and cannot be read"
                    self.findings.append(Finding("formula", self.lines, message))
                self._picture(child)

    def _drawn(self, text: str) -> None:
        """Text of a drawing that has no paragraphs of Word's."""
        if not text.strip():
            return
        why = self._why(self.look)
        if why is not None:
            self.line.aside.setdefault(why, []).append(f"{text}\n")
        else:
            block = Block(" ".join(text.split()), self.lines)
            self.line.boxes.append(Found(block, self.line.look.size, apart=True))
