"""The client's own article, byte for byte as it came."""

from __future__ import annotations

import hashlib
import re

import pytest
from sites import REPOSITORY, Result

SEED = REPOSITORY / "content" / "world" / "trump-talks-putin.txt"
SEED_DIGEST = "f1294a0bce3212d06f74ce39a38abe2b7e61370a3bd36936a470ba00850ec373"
PARAGRAPH = re.compile(r"\n\n")


@pytest.fixture(scope="module")
def page(edition: Result) -> str:
    """The path of the seed's page, found as a reader finds it: through its section."""
    found = [link for link in edition.links("world/index.html") if "trump-talks-putin" in link]
    assert found, "the section World does not lead to the seed"
    return found[0].lstrip("/") + "index.html"


def _seed_text() -> str:
    return SEED.read_text(encoding="utf-8")


def test_address_is_made_of_its_date_and_headline(page: str) -> None:
    assert page == "2024/11/trump-talks-putin-peace-power-and-ukraines-future-in-balance/index.html"


def test_headline_stands_without_the_marks_that_enclosed_it(edition: Result, page: str) -> None:
    assert edition.texts(page, "h1") == ["Trump Talks Putin: Peace, Power, and Ukraine’s Future in Balance"]


def test_caption_is_kept_as_a_note_with_its_credit(edition: Result, page: str) -> None:
    article = " ".join(edition.texts(page, "main article"))
    assert (
        "President Donald Trump shakes hands with Russian President Vladimir Putin in Osaka, Japan, in 2019."
        in article
    )
    assert edition.texts(page, "main article .credit") == ["Susan Walsh/AP"]
    assert not edition.html(page).css("main article figure"), (
        "no empty frame for a photograph that is not at hand"
    )


def test_all_ten_paragraphs_are_there_in_order(edition: Result, page: str) -> None:
    body = PARAGRAPH.split(_seed_text())[2:12]
    shown = edition.texts(page, "main article .prose p:not(.not-at-hand):not(.dateline)")
    assert shown == body
    assert len(shown) == 10


def test_five_tags_lead_to_pages_that_lead_back(edition: Result, page: str) -> None:
    labels = edition.texts(page, "a[rel=tag]")
    assert labels == [
        "Trump Putin Talks",
        "Ukraine Conflict",
        "Peace in Europe",
        "Diplomacy First",
        "Global Tensions",
    ]
    for link in edition.links(page, "a[rel=tag]"):
        tag_page = link.lstrip("/") + "index.html"
        assert "/" + page.removesuffix("index.html") in edition.links(tag_page)


def test_leftovers_reach_no_file_and_are_reported(edition: Result, page: str) -> None:
    for path, data in edition.files.items():
        if path.endswith((".html", ".xml")) and page.split("/")[2].encode() in data:
            assert b"Join Now" not in data, path
    assert not any(text.rstrip().endswith("...") for text in edition.texts(page, "main p"))
    reported = {line for path, line, _ in edition.rules if path == "content/world/trump-talks-putin.txt"}
    leftovers = {
        number
        for number, line in enumerate(_seed_text().split("\n"), 1)
        if "Join Now" in line or line == "..."
    }
    assert len(leftovers) == 4
    assert leftovers <= reported


def test_feed_carries_the_whole_text(edition: Result, page: str) -> None:
    address = "/" + page.removesuffix("index.html")
    entries = [entry for entry in edition.feed("world/feed.xml").entries if entry.link.endswith(address)]
    assert len(entries) == 1
    for paragraph in PARAGRAPH.split(_seed_text())[2:12]:
        assert paragraph in entries[0].content[0].value


def test_the_repository_holds_it_byte_for_byte() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SEED_DIGEST
