"""Letter to sound for Latin words in no dictionary, so that none is silent: rough, but always something to hear."""

from __future__ import annotations

import unicodedata

_TEXT = """
    tion=ʃən sion=ʒən ough=O augh=ɔ eigh=A igh=I tch=ʧ sch=ʃ eau=O air=ɛɹ ear=ɪɹ eer=ɪɹ our=ɔɹ oor=ɔɹ ure=jʊɹ
    ire=Iəɹ ch=ʧ sh=ʃ th=θ ph=f gh=ɡ kn=n wr=ɹ wh=w ck=k qu=kw ng=ŋ nk=ŋk dg=ʤ sc=sk zh=ʒ ts=ts ai=A ay=A ei=A
    ey=i ee=i ea=i ie=i oa=O oo=u ou=W ow=O oi=Y oy=Y au=ɔ aw=ɔ ew=ju ue=u ui=u eu=ju ar=ɑɹ er=əɹ ir=ɜɹ or=ɔɹ
    ur=ɜɹ ce=s ge=ʤ ci=sɪ cy=si gi=ʤɪ gy=ʤi bb=b cc=k dd=d ff=f gg=ɡ ll=l mm=m nn=n pp=p rr=ɹ ss=s tt=t zz=z
    a=æ b=b c=k d=d e=ɛ f=f g=ɡ h=h i=ɪ j=ʤ k=k l=l m=m n=n o=ɑ p=p q=k r=ɹ s=s t=t u=ʌ v=v w=w x=ks y=i z=z
"""
# longest spelling first at each place; symbols as in misaki's American dictionary
SPELLINGS = dict(entry.split("=") for entry in _TEXT.split())
_VOWELS = frozenset("AIOQWYiuæɑɔəɛɜɪʊʌᵻ")
_LONG = {"a": "A", "e": "i", "i": "I", "o": "O", "u": "u", "y": "I"}
_LONGEST = max(map(len, SPELLINGS))


def plain(word: str) -> str:
    """`word` in the 26 small letters: accents off, ß as ss; letters of other alphabets go.

    >>> plain("Schrödinger"), plain("Łódź")
    ('schrodinger', 'lodz')
    """
    word = word.lower().translate({ord("ß"): "ss", ord("æ"): "ae", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d"})
    return "".join(c for c in unicodedata.normalize("NFKD", word) if "a" <= c <= "z")


def sound(word: str) -> str:
    """Symbols for `word`, with a main stress; empty only if there is no Latin letter in it.

    >>> sound("Qwen"), sound("Zhipu"), sound("brake")
    ('kwˈɛn', 'ʒˈɪpʌ', 'bɹˈAk')
    """
    letters = plain(word)
    symbols, i = "", 0
    while i < len(letters):
        rest = letters[i:]
        if len(rest) == 3 and rest[0] in _LONG and rest[1] not in "aeiouywxr" and rest[2] == "e" and i > 0:
            symbols += _LONG[rest[0]] + SPELLINGS.get(rest[1:], SPELLINGS[rest[1]])  # the e of "brake"
            break
        if rest == "e" and any(s in _VOWELS for s in symbols):
            break
        for size in range(min(_LONGEST, len(rest)), 0, -1):
            if rest[:size] in SPELLINGS:
                symbols += SPELLINGS[rest[:size]]
                i += size
                break
    first = next((n for n, s in enumerate(symbols) if s in _VOWELS), None)
    return symbols if first is None else symbols[:first] + "ˈ" + symbols[first:]
