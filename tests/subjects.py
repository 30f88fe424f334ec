"""An article, the newsroom around it, and arbitrary ones: what the tests of structured data tell of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from generator.config import Author, LinkTo, Organisation
from generator.labels import LABELS
from generator.model import (
    Article,
    Correction,
    CorrectionKind,
    Link,
    Live,
    LiveEntry,
    Name,
    Picture,
    Reference,
)
from generator.structured.articles import Surroundings, Translation
from generator.structured.nodes import Image
from generator.structured.organisation import organisation, publisher, website
from generator.structured.pages import person

BASE = "https://example.org/"
URL = "https://example.org/2024/11/dam/"
KYIV = dt.timezone(dt.timedelta(hours=2))


def at(day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2024, 11, day, hour, tzinfo=KYIV)


NEWSROOM = publisher(organisation(Organisation(), "The Test Times", BASE))
JANE = Author("jane", "Jane Doe", role="Political editor", same_as=("https://social.example/@jane",))
JANE_URL = "https://example.org/authors/jane/"
PHOTO = Image("https://example.org/media/dam.jpg", 1600, 900, "A dam.", "The dam at dawn", "Ana Li")
PLAIN = Article("content/world/dam.md", "The dam holds", "dam", at(4, 9), Name("world", "World"), "en-GB")
AROUND = Surroundings(URL, at(5, 10), "World", NEWSROOM)
RICH = replace(
    PLAIN,
    summary="It held.",
    expires=at(30),
    dateline="KYIV",
    words=420,
    methods="We read the minutes.",
    corrections=(Correction(at(5, 10), CorrectionKind.CLARIFICATION, "The year was 1999."),),
)
RICH_AROUND = replace(
    AROUND,
    authors=(person(JANE, JANE_URL),),
    images=(PHOTO,),
    keywords=("Floods", "Energy"),
    sources=(Reference("Minutes"), Reference("Registry", "https://example.net/r", "Read on 3 November")),
    series=LinkTo("Flood Diary", "https://example.org/series/flood-diary/"),
    translations=(Translation("https://example.org/uk/2024/11/dam/", "uk"),),
    correction_names={CorrectionKind.CLARIFICATION: "Clarification"},
)
RETRACTION = Correction(at(6), CorrectionKind.RETRACTION, "We could not confirm it.")


ENTRIES = (
    LiveEntry(at(4, 22), "", "t-20241104-2200", ("<p>All <em>quiet</em>.</p>",)),
    LiveEntry(
        at(4, 21),
        "The gates open",
        "t-20241104-2100",
        (
            "<p>See ",
            Link("/a/", "the &amp; map"),
            ".</p>",
            Picture("content/a.jpg"),
            "<p>More.<br>Later.</p>",
        ),
    ),
)
LIVE_BLOG = replace(PLAIN, live=Live(ENTRIES, at(5, 2)))


SITE = website("The Test Times", BASE, "en", NEWSROOM, "News of tests")


TEXTS = st.text() | st.sampled_from(["</script>", "<!--<script>", "a & b", "\u2028\u2029", "]]>", '"\\'])


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


IMAGES = st.builds(
    Image, st.just(PHOTO.url), st.integers(0, 9), st.integers(0, 9), TEXTS, caption=TEXTS, credit=TEXTS
)
MOMENTS = st.datetimes(dt.datetime(1800, 1, 1), timezones=st.timezones())
ARTICLES = st.builds(
    Article,
    source=st.just("content/a.md"),
    title=TEXTS,
    slug=st.just("a"),
    date=MOMENTS,
    section=st.just(PLAIN.section),
    language=st.sampled_from(["en", "uk", "pt-BR", "ar", "tlh"]),
    expires=st.none() | MOMENTS,
    summary=TEXTS,
    label=st.sampled_from([*LABELS.values(), "Of ours"]),
    dateline=TEXTS,
    words=st.integers(0, 9),
    methods=TEXTS,
    corrections=some(st.builds(Correction, MOMENTS, st.sampled_from(CorrectionKind), TEXTS)),
    live=st.none() | st.just(Live(ENTRIES)),
    free=st.booleans(),
)
SURROUNDINGS = st.builds(
    Surroundings,
    url=st.just(URL),
    modified=MOMENTS,
    section=TEXTS,
    publisher=st.just(NEWSROOM),
    authors=some(TEXTS.map(lambda name: person(Author("a", name, role=name), JANE_URL))),
    images=some(IMAGES),
    keywords=some(TEXTS.filter(bool)),
    sources=some(st.builds(Reference, TEXTS, note=TEXTS)),
    entries=some(st.builds(LiveEntry, MOMENTS, TEXTS, st.just("t"), st.tuples(TEXTS))),
)
