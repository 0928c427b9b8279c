"""Tokens -> tree. What this does not know it does not guess at: then there is no tree."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.chinese import compiled
from audiobook.narration.formulas import tree
from audiobook.narration.formulas.cursor import Cursor, NotPlain
from audiobook.narration.formulas.making import bare, is_function, named, sign, with_scripts
from audiobook.narration.formulas.table import NONE, commands, signs
from audiobook.narration.formulas.tokens import Token
from audiobook.narration.formulas.tree import Node, Row

_OPEN = {"(": ")", "[": "]", "{": "}", "（": "）", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
_NAMED_OPEN = {"{": "}", "langle": "rangle", "lfloor": "rfloor", "lceil": "rceil"}
_NAMED_STROKES = {"lvert": "rvert", "vert": "vert", "|": "|", "lVert": "rVert", "Vert": "Vert"}
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
_CHOOSE = ("binom", "dbinom", "tbinom")
_PRIMES = {"'": 1, "’": 1, "′": 1, "″": 2, "‴": 3}
_AFTER = "!%‰°"
_ROOTS = {"√": "", "∛": "3", "∜": "4"}
_NUMBERED = re.compile(r"(?:\s{2,}|\t|[　…]+)[(（](\d{1,3}(?:[.\-–—]\d{1,3})*)[)）]\s*$")
_TAIL = re.compile(r"(?:\\[,;:! ]|\\q?quad|[\s.。,，;；])+$")
_SAYABLE = compiled(r"[[:Han:]A-Za-z0-9 ,.:'，。：/·-]*")
"""Text that is said without more ado."""
_DEPTH = 12
"""Brackets in brackets: beyond that nobody follows."""


def parse(source: str) -> Row | None:
    """The tree of a formula without delimiters; None for what is not plain."""
    text, tag = source.strip(), ""
    if numbered := _NUMBERED.search(text):
        text, tag = text[: numbered.start()], numbered[1]
    try:
        row = _Parser(_TAIL.sub("", text)).whole()
    except NotPlain:
        return None
    return (*row, tree.Tag(tag)) if tag and row else row or None


class _Parser(Cursor):
    """Recursive descent over the tokens of one formula."""

    # ---------------------------------------------------------------------------------------------- rows

    def whole(self) -> Row:
        row = self.row(())
        if self.at < len(self.tokens):
            raise NotPlain
        return row

    def row(self, stop: tuple[str, ...]) -> Row:
        """Nodes up to one of `stop` (not taken), or to the end."""
        nodes: list[Node] = []
        glued: list[bool] = []  # whether no blank stands before each
        while True:
            gap = self.blanks()
            token = self.peek()
            if token is None or (token.kind in ("sign", "command") and token.text in stop):
                break
            if self.is_next("sign", "/", "∕", "⁄"):
                self.at += 1
                self._divide(nodes, glued)
                continue
            if nodes and not isinstance(nodes[-1], tree.Sign) and self.is_next("sign", "|"):
                self.at += 1
                nodes.append(tree.Sign("，给定", "，given"))
            else:
                nodes.append(self.scripted())
            glued.append(not gap)
        return tuple(nodes)

    def _divide(self, nodes: list[Node], glued: list[bool]) -> None:
        """Makes a fraction of what stands close before and behind a stroke."""
        first = len(nodes)
        while first and not isinstance(nodes[first - 1], tree.Sign | tree.Big):
            first -= 1
            if isinstance(nodes[first], tree.Group) and first and not is_function(nodes[first - 1]):
                break
            if not glued[first]:
                break
        top = tuple(nodes[first:])
        if not top:
            raise NotPlain
        self.blanks()
        bottom = [self.scripted()]
        figures = all(isinstance(node, tree.Number) for node in (*top, *bottom))
        while not figures and not isinstance(bottom[-1], tree.Group | tree.Sign) and self._goes_on():
            bottom.append(self.scripted())
        if any(isinstance(node, tree.Sign) for node in bottom):
            raise NotPlain
        nodes[first:] = [tree.Fraction(bare(top), bare(tuple(bottom)))]
        glued[first:] = [True]

    def _goes_on(self) -> bool:
        """Whether another factor follows without a blank."""
        token = self.peek()
        if token is None:
            return False
        if token.kind == "command":
            entry = commands().get(token.text)
            return entry is not None and entry.kind in ("letter", "function")
        entry = signs().get(token.text)
        root = token.kind == "sign" and token.text in (*_ROOTS, "(")
        return token.kind in ("letter", "number") or root or (entry is not None and entry.kind == "letter")

    # --------------------------------------------------------------------------------------------- atoms

    def scripted(self) -> Node:
        """One node with what is written below, above and behind it."""
        node = self.atom()
        lower: Row = ()
        upper: Row = ()
        primes = 0
        while True:
            token = self.peek()
            if token is None:
                break
            ahead = self.at
            if self.latex:
                self.blanks()
                token = self.peek()
            if token is None:
                break
            if token.kind in ("raised", "lowered"):
                self.at += 1
                inside = _Parser(token.text).whole()
                upper, lower = (inside, lower) if token.kind == "raised" else (upper, inside)
            elif token.kind == "sign" and token.text in "^_":
                self.at += 1
                inside = self.argument()
                upper, lower = (inside, lower) if token.text == "^" else (upper, inside)
            elif token.kind == "sign" and token.text in _PRIMES:
                self.at += 1
                primes += _PRIMES[token.text]
            elif token.kind == "command" and token.text == "prime":
                self.at += 1
                primes += 1
            else:
                self.at = ahead
                break
        node = with_scripts(node, lower, upper, primes)
        while (token := self.peek()) is not None and token.text in (*_AFTER, "%"):
            if token.kind not in ("sign", "command") or (token.kind == "command" and token.text != "%"):
                break
            self.at += 1
            node = tree.After(node, token.text)
        return node

    def argument(self) -> Row:
        """What a command or a sign of raising applies to."""
        self.blanks()
        token = self.peek()
        if token is None:
            raise NotPlain
        if token.kind == "sign" and token.text in "{(（":
            self.at += 1
            row = self.row((_OPEN[token.text],))
            self.take(_OPEN[token.text])
            return row
        if token.kind == "number" and self.latex and len(token.text) > 1:
            self.tokens[self.at] = Token("number", token.text[1:])
            return (tree.Number(token.text[0]),)
        if token.kind == "sign" and (entry := signs().get(token.text)) and entry.kind == "operator":
            self.at += 1
            following = self.peek()
            alone = following is None or following.kind not in ("number", "letter")
            return (sign(entry),) if alone else (sign(entry), self.atom())
        return (self.atom(),)

    def atom(self) -> Node:
        """One node by itself."""
        token = self.peek()
        if token is None or self.depth >= _DEPTH:
            raise NotPlain
        self.at += 1
        self.depth += 1
        node = self._atom(token)
        self.depth -= 1
        return node

    def _atom(self, token: Token) -> Node:
        if token.kind == "number":
            return tree.Number(token.text)
        if token.kind == "han":
            return tree.Text(token.text)
        if token.kind == "letter":
            return self._letters(token)
        if token.kind == "command":
            return self._command(token.text)
        if token.kind in ("raised", "lowered"):
            raise NotPlain
        return self._mark(token.text)

    def _letters(self, first: Token) -> Node:
        """A letter by itself, or with those that follow the name of a function (sin), or a word (softmax)."""
        run = first.text
        while (token := self.peek(len(run) - 1)) is not None and token.kind == "letter":
            run += token.text
        word = run
        if len(run) > 1 and commands().get(run[:-1], NONE).kind in ("function", "big"):
            word = run[:-1]  # sinx
        entry = commands().get(run) or commands().get(word)
        if entry and entry.kind in ("function", "big") and len(word if commands().get(run) is None else run) > 1:
            name = run if commands().get(run) else word
            self.at += len(name) - 1
            return named(name, entry)
        if len(run) > 3 and re.search("[aeiouAEIOU]", run):
            self.at += len(run) - 1
            return tree.Text(run)
        return tree.Name(first.text.upper(), first.text.upper())

    def _mark(self, text: str) -> Node:
        if text in _ROOTS:
            degree: Row = (tree.Number(_ROOTS[text]),) if _ROOTS[text] else ()
            return tree.Root(self._operand(), degree)
        if text in _OPEN:
            return self._group(_OPEN[text])
        if text in ("|", "‖"):
            inside = self.row((text,))
            self.take(text)
            return tree.Absolute(inside, norm=text == "‖")
        if text in (",", "，", ";", "；"):
            return tree.Sign("，", "，", "，", "，")
        if text in (":", "∶", "："):
            return tree.Sign("比", "to")
        numeric = unicodedata.normalize("NFKC", text)
        if "⁄" in numeric:  # ½
            top, _, bottom = numeric.partition("⁄")
            if bottom:
                return tree.Fraction((tree.Number(top),), (tree.Number(bottom),))
        entry = signs().get(text)
        if entry is None:
            raise NotPlain
        return named(text, entry)

    def _operand(self) -> Row:
        """What a root without braces is drawn over: a bracket, or the next thing alone."""
        self.blanks()
        if self.is_next("sign", "(", "（", "{"):
            return self.argument()
        return (self.scripted(),)

    def _group(self, close: str) -> Node:
        inside = self.row((close, ")", "]", "）"))
        token = self.peek()
        if token is None or (close == "}") != (token.text == "}"):
            raise NotPlain
        self.at += 1
        if close == "}":  # of LaTeX: they only hold together
            return inside[0] if len(inside) == 1 else tree.Group(inside, drawn=False)
        return tree.Group(inside)

    def _command(self, name: str) -> Node:
        if name in _FRACTIONS:
            return tree.Fraction(self.argument(), self.argument())
        if name in _CHOOSE:
            return tree.Choose(self.argument(), self.argument())
        if name == "sqrt":
            degree: Row = ()
            if self.is_next("sign", "["):
                self.at += 1
                degree = self.row(("]",))
                self.take("]")
            return tree.Root(self.argument(), degree)
        if name in ("tag", "label"):
            text = self._words()
            return tree.Tag(text if name == "tag" else "")
        if name in _NAMED_OPEN:
            inside = self.row((_NAMED_OPEN[name],))
            self.take(_NAMED_OPEN[name])
            return tree.Group(inside)
        if name in _NAMED_STROKES:
            inside = self.row((_NAMED_STROKES[name],))
            self.take(_NAMED_STROKES[name])
            return tree.Absolute(inside, norm=name in ("|", "lVert", "Vert"))
        if name in "%#&$":
            raise NotPlain
        entry = commands().get(name)
        if entry is None:
            raise NotPlain
        if entry.kind == "words":
            return tree.Text(self._words())
        if entry.kind == "upright":
            return self._upright()
        if entry.kind == "accent":
            return tree.Accented(entry.chinese, entry.english, self.argument())
        return named(name, entry)

    def _upright(self) -> Node:
        """Letters set upright or by name are one word, if they are several: \\mathrm{km}."""
        begin = self.at
        if self.is_next("sign", "{"):
            try:
                word = self._words().strip()
            except NotPlain:
                word = ""
            figures = next(
                (one.kind == "number" for one in reversed(self.tokens[: begin - 1]) if one.kind != "space"), False
            )
            if re.fullmatch(r"[A-Za-z]{2,}" + (r"|[A-Za-z]+(?:[/·][A-Za-z]+)*" if figures else ""), word):
                entry = commands().get(word, NONE)
                return named(word, entry) if entry.kind in ("function", "big") else tree.Text(word)
        self.at = begin
        return self._group_or_atom()

    def _group_or_atom(self) -> Node:
        row = self.argument()
        return row[0] if len(row) == 1 else tree.Group(row, drawn=False)

    def _words(self) -> str:
        """The text between braces, as it stands."""
        if not self.is_next("sign", "{"):
            raise NotPlain
        self.at += 1
        said = ""
        while (token := self.peek()) is not None and not self.is_next("sign", "}"):
            if token.kind == "command":
                raise NotPlain
            said += token.text
            self.at += 1
        self.take("}")
        if not _SAYABLE.fullmatch(said):
            raise NotPlain
        return said
