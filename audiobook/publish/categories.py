"""Apple's podcast categories: a feed with any other is refused by directories."""

from __future__ import annotations

from audiobook.errors import PublishError
from audiobook.system.suggest import nearest

TABLE = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
History:
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
"""  # noqa: E501


def known() -> list[str]:
    """Every category as it is written in the settings: "Education", "Education/Courses", …"""
    names = []
    for line in TABLE.strip().splitlines():
        top, _, below = line.partition(":")
        names += [top, *(f"{top}/{name.strip()}" for name in below.split(",") if name.strip())]
    return names


def parse(text: str) -> tuple[str, str | None]:
    """Category and subcategory of a setting. Raises `PublishError` with the nearest right one.

    >>> parse("Education/Courses"), parse("technology")
    (('Education', 'Courses'), ('Technology', None))
    """
    wanted = "/".join(" ".join(part.split()) for part in text.split("/")).casefold()
    names = {name.casefold(): name for name in known()}
    if wanted not in names:
        last = {name.rpartition("/")[2]: full for name, full in names.items()}
        near = nearest(wanted, [*names, *last])
        hint = (
            f"; did you mean {names.get(near) or last[near]}?" if near else "; see Apple's list, e.g. Education/Courses"
        )
        raise PublishError(f"category {text!r} is none of Apple's{hint}")
    top, _, below = names[wanted].partition("/")
    return top, below or None
