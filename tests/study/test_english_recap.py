"""What an English recap is made of: what authors say their articles come to, in sentences that stand alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiobook.model import Article, Document, Paragraph, Section, Utterance
from audiobook.study.english.claims import claims
from audiobook.study.english.recap import recalled
from audiobook.study.english.recap import recap as chosen
from audiobook.study.english.shortening import shortened
from audiobook.study.english.standing import stands_alone
from audiobook.study.whole_sentences import Sentence

from .course import studied

DUNES = (
    "Dunes on the coast move inland by several metres a year, and marram grass has long been planted to hold them.",
    "Grass was planted in rows on two dunes and in patches on two others. The height of each dune was taken every "
    "week with a level. A dune of the first kind was levelled by a storm in the second week.",
    "The sand that each dune lost was caught in boxes. The boxes were weighed in the evening, and those that had "
    "tipped over were left out. Wind was taken from the tower of the harbour.",
)


def sentence(text: str) -> Sentence:
    """`text` as a sentence of an article."""
    return Sentence(text, (Utterance(1, "body", text, text, 0),), 0)


def recap(*sections: Section, title: str) -> tuple[str, ...]:
    """The recap of an English article."""
    one = Article(1, title, sections, language="en")
    return studied(document=Document("Book", (one,), language="en")).scripts[0].study.recap


@pytest.mark.parametrize(
    "text",
    [
        "Prices of grain, however, fell again in the autumn of that year.",
        "The council of the town has hardly been known for such care.",
        "The north has seen a fraction of the usual rain, he said on Monday.",
        "Few of the neighbours had ever so much as heard of him before.",
        "The clay thus dries within an hour of leaving the river bed.",
        "Another theory holds that sleep keeps animals out of danger.",
        "Think of a stack of plates from which the top one is taken.",
        "1. The notes were sour because the seam of the bag had split.",
        "A spokesman for the harbour board declined to comment on Monday.",
        "Tide tables, charts and a compass.",
        "An aerial view of the old quay of Lund, with the town and its two walls behind it in the evening sun.",
        "For the small, old town of Lund, that is the best chance of a dry winter.",
        "Let’s take a look at the two rules that the potters of the town have.",
        "With more clay, it holds through the whole of the winter.",
        "The same holds for the potters of the old town of Ribe.",
        "Those were the years in which the harbour of Lund was dug.",
    ],
)
def test_what_needs_another_sentence_is_not_recalled(text: str) -> None:
    """Connectives within a sentence, "such", a nameless "he", commands, items and empty reports do not stand alone."""
    assert not stands_alone(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Several hormones that are important for growth are secreted during sleep.",
        "While the reason we sleep remains a mystery, sleep helps to learn and remember.",
        "Here we report that dunes with grass in patches lose less sand than others.",
        "In summary, we find that grass in patches holds more sand than grass in rows.",
        "Ada Holm sold the kiln that she had built with her own hands.",
        "LUND (AP) — The harbour board has closed the quay for the winter.",
        "A young man’s wish to change his bedding made him ill, as his doctors say.",
        "A third of the workers will hear this week that they no longer have a job.",
        "There are three kinds of clay: red clay, white clay and slip.",
        "It is hard to tell how long a kiln of clay has been cold.",
        "What is called slip is clay that has been stirred into water.",
        "The third law of potters states that a wet pot never goes into a hot kiln.",
        "When they sleep on land, seals close both of their eyes at once.",
        "Those who fish at night have seen neither the sand bank nor the wall.",
        "All potters use wheels, but these wheels are turned by hand or foot.",
        "Glazing a pot is not the same as painting it with oil.",
        "The clay doesn’t dry in the shade of the wall.",
    ],
)
def test_what_stands_alone_may_be_recalled(text: str) -> None:
    """A finding of the authors, a clause before the main one, a dateline, and a "she" with a name stand alone."""
    assert stands_alone(sentence(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("However, prices of grain fell again in the autumn.", "Prices of grain fell again in the autumn."),
        ("But velocity has swung wildly since the war.", "Velocity has swung wildly since the war."),
        ("The old kiln, therefore, cooled for nine long days.", "The old kiln cooled for nine long days."),
        ("Below the rim, however, the clay stays wet for days.", "Below the rim, the clay stays wet for days."),
        ("Slip is thus a clay that was stirred into water.", "Slip is a clay that was stirred into water."),
        ("2. The wall of a kiln cracks if it cools too fast.", "The wall of a kiln cracks if it cools too fast."),
        ("Otherwise, the kiln of the town will crack in the night.", None),
        ("For example, the kiln of Lund cracked in a night.", None),
        ("But for the rain, the dyke of the town would have held.", None),
        ("3. A way to cool the kilns that stand behind the old town hall.", None),
    ],
)
def test_a_tie_to_the_sentence_before_is_not_said(text: str, said: str | None) -> None:
    """What joins a sentence to the one before is left out where the rest is as true; a condition or a case is not."""
    found = recalled(sentence(text))
    assert (found and found.text) == said


def test_what_a_paper_finds_is_recalled() -> None:
    """Of a paper the recap has what its abstract finds."""
    abstract = Paragraph(
        f"{DUNES[0]} Whether rows or patches hold more sand was unknown. Here we show that dunes with grass in patches "
        "lose a third less sand than dunes with grass in rows."
    )
    methods = tuple(Paragraph(text) for text in DUNES[1:])
    found = recap(Section("Abstract", (abstract,)), Section("Methods", methods), title="How grass holds a dune")
    assert any(each.startswith("Here we show") for each in found)


def test_a_report_is_recalled_by_its_lead() -> None:
    """Of news the first sentence is recalled, behind a dateline, below a line of date, without what it only adds."""
    lead = (
        "LUND (AP) — The harbour board of Lund has closed the old quay to all ships because its wall, which was built "
        "in haste in the last year of the war, was about to fall into the sea."
    )
    rest = (
        "The quay is 200 metres long.",
        "Ships will lie at the new quay until the wall is built anew, the board said.",
        "“We could not wait,” said Ellen Dale, who leads the board. “The wall moves.”",
        "A ship of the crown was the first to leave the quay on Tuesday.",
        "The town has asked the crown for money. The crown has not answered the town.",
        "Fishermen fear that the new quay has no room for boats as small as theirs are.",
        "A storm had torn a hole into the wall of the quay in the spring, and nobody mended the hole.",
    )
    paragraphs = tuple(Paragraph(text) for text in ("Nov. 20, 2019", lead, *rest, *rest[1:4]))
    found = recap(Section(None, paragraphs), title="Lund closes its quay")
    board = "The harbour board of Lund has closed the old quay to all ships because its wall"
    assert found[0] == f"{board} was about to fall into the sea."


@pytest.mark.parametrize(
    "text",
    [
        "The board closed the quay of Lund for the winter, according to two potters of the town.",
        "Boats as small as those of Lund, Cork and Ribe stay in the harbour until the wall is whole.",
        "The town has a new wall, which changed the way the potters of Lund live, read, work and eat.",
        "The potters of Lund stay away from the kiln, wet clay, swimming and the sun of the old town.",
        "The men of the town had to cross a river, which Ada Holm, with others, crossed without harm.",
        "The wall has moved every year, breaking the old link between the quay and the town of Lund.",
        "Kilns of clay (38% of all kilns) are found in the north and in the hills above the sea.",
    ],
)
def test_who_says_so_and_figures_are_never_left_out(text: str) -> None:
    """A sentence is not shortened by its source, a member of a list or a figure in brackets."""
    assert shortened(text) == text


def test_what_a_sentence_comes_to_is_recalled_with_it() -> None:
    """A sentence that takes up the one before is recalled behind it, never by itself."""
    first = "Grass in patches slows the wind down between the dunes more than grass in rows does."
    then = "This is why a dune with grass in patches loses less sand in a storm."
    last = "The boxes were weighed in the evening, and some had tipped over."
    said = tuple(replace(sentence(text), place=at) for at, text in enumerate((first, then, last)))
    assert [s.text for s in chosen(said, characters=180, claims={0: 0.0, 1: 3.0, 2: -3.0})] == [first, then]
    assert not chosen(said[1:2], characters=180, claims={1: 3.0})


def test_a_chapter_that_says_much_of_its_subject_claims_more_than_a_tale_of_somebody() -> None:
    """What is said again and again, and in the heading, speaks for a sentence; names, years and examples against it."""
    texts = (
        "Marram grass holds the sand of a dune because its roots grow as fast as the sand is blown in.",
        "In 1841 Ada Holm of Lund, Ellen Dale and the potter of Ribe walked to the old quay of Cork.",
        "For example, the sand of one dune was gone in a night.",
        "Dunes without grass lose their sand, and grass in patches holds more of the sand than grass in rows.",
    )
    said = tuple(replace(sentence(text), place=at) for at, text in enumerate(texts))
    values = claims(said, {0: "How grass holds the sand of dunes"})
    assert min(values[0], values[3]) > max(values[1], values[2])


def test_a_summary_of_the_authors_is_recalled() -> None:
    """What stands under Summary comes before the text it sums up."""
    body = tuple(Paragraph(text) for text in (*DUNES, *DUNES[1:]))
    own = "Grass holds sand best where it grows in patches, because wind slows down between them."
    found = recap(Section("Field", body), Section("Summary", (Paragraph(own),)), title="Dunes")
    assert own in found
