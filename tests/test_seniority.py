"""What is published keeps its place against what is not, whatever date that bears.

Every build is compared with a clean one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from incremental.patience import settled_at_once
from incremental.twin import check
from sites import CONFIG, NOW, Result, Site, article, site

from generator.ledger import NAME, Ledger, Line, heirs_of, published_in, read, read_redirects, updated, write

GOOD, EVIL = "content/news/good.md", "content/news/aaa.md"
ABOUT = "content/pages/about.md"
PAGE = "---\ntitle: About\n---\nWho we are.\n"
BROKEN = "---\ntitle: [\n---\n"


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with settled_at_once():
        yield


@pytest.fixture
def here(tmp_path: Path) -> Site:
    return site(tmp_path / "site")


def turn(here: Site, files: dict[str, str | None], keep_going: bool = True) -> Result:
    """Write files (None removes one), and build."""
    for path, text in files.items():
        here.remove(path) if text is None else here.put(path, text.encode())
    return check(here, NOW, changed=tuple(files), keep_going=keep_going)


def deploy(here: Site, files: dict[str, str | None]) -> None:
    """Write files, build, and note in the ledger what was published."""
    result = turn(here, files)
    path = here.root / NAME
    known = read(path.read_text(encoding="utf-8"))[0] if path.exists() else Ledger()
    heirs = heirs_of(read_redirects(result.output))
    turn(here, {NAME: write(updated(known, published_in(result.output), heirs))})


def at_fault(result: Result, rule: str) -> list[str]:
    return [path for path, _, found in result.rules if found == rule]


def twin(**fields: str) -> str:
    return article("Evil", "2024-01-01", slug="good", **fields)


def test_a_backdated_article_does_not_take_an_address_that_is_published(here: Site) -> None:
    deploy(here, {GOOD: article("Good", "2024-01-05")})
    refused = turn(here, {EVIL: twin()}, keep_going=False)
    assert at_fault(refused, "same-url") == [EVIL]
    result = turn(here, {})
    assert result.report.published and at_fault(result, "same-url") == [EVIL]
    assert result.texts("2024/01/good/index.html", "h1") == ["Good"]
    preview = check(here, NOW, "preview", drafts=True, preview=True, keep_going=True)
    assert preview.texts("2024/01/good/index.html", "h1") == ["Good"]


def test_it_does_not_either_while_the_published_one_moves(here: Site) -> None:
    deploy(here, {GOOD: article("Good", "2024-01-05")})
    turn(here, {EVIL: twin()})
    moved = "content/world/moved.md"
    result = turn(here, {GOOD: None, moved: article("Good", "2024-01-05", slug="good")})
    assert at_fault(result, "same-url") == [EVIL]
    assert result.texts("2024/01/good/index.html", "h1") == ["Good"]
    result = turn(here, {GOOD: article("Good", "2024-02-05")})
    assert at_fault(result, "same-url") == [moved], "it is not the one that was published"


def test_it_does_not_either_while_the_published_one_cannot_be_read(here: Site) -> None:
    deploy(here, {GOOD: article("Good", "2024-01-05")})
    turn(here, {EVIL: article("Good", "2024-01-01", slug="good")})
    result = turn(here, {GOOD: BROKEN})
    assert at_fault(result, "same-url") == [EVIL] and not result.report.published
    assert result.texts("2024/01/good/index.html", "h1") == ["Good"]
    result = turn(here, {GOOD: None})
    assert not at_fault(result, "same-url") and result.report.published, "the address is free"


def test_an_article_that_was_published_elsewhere_goes_before_one_that_was_not(here: Site) -> None:
    deploy(here, {GOOD: article("Good", "2024-02-05"), "content/b.md": article("Other", "2024-01-01")})
    result = turn(here, {GOOD: article("Good", "2024-01-05"), EVIL: twin()})
    assert at_fault(result, "same-url") == [EVIL]
    deploy(here, {EVIL: None})
    result = turn(here, {"content/b.md": article("Other", "2024-01-01", slug="good")})
    assert at_fault(result, "same-url") == ["content/b.md"]


def test_without_a_ledger_the_older_one_is_right(here: Site) -> None:
    deploy(here, {GOOD: article("Good", "2024-01-05")})
    ledger = (here.root / NAME).read_text(encoding="utf-8")
    turn(here, {EVIL: twin()})
    assert at_fault(turn(here, {NAME: None}, keep_going=False), "same-url") == [GOOD]
    assert at_fault(turn(here, {NAME: ledger}), "same-url") == [EVIL]
    other = write(Ledger((Line("/2024/01/good/", EVIL),)))
    assert at_fault(turn(here, {NAME: other}, keep_going=False), "same-url") == [GOOD]


@pytest.mark.parametrize("path", ["content/about/x.md", "content/news/x.md"])
def test_a_section_does_not_take_the_address_of_a_published_page(here: Site, path: str) -> None:
    deploy(here, {ABOUT: PAGE, GOOD: article("Good")})
    result = turn(here, {path: article("Evil", section="about")})
    assert result.report.published and at_fault(result, "same-url") == [path]
    assert result.texts("about/index.html", "h1") == ["About"]
    more = "content/world/y.md"
    assert at_fault(turn(here, {more: article("More", section="About")}), "same-url") == [path, more]
    assert at_fault(turn(here, {path: None}), "same-url") == [more]
    assert at_fault(turn(here, {ABOUT: BROKEN}), "same-url") == [more]
    result = turn(here, {ABOUT: PAGE, more: article("More")})
    assert not at_fault(result, "same-url") and result.has("2024/11/y/index.html")


def test_a_page_does_not_take_the_address_of_a_published_section(here: Site) -> None:
    story = "content/about/x.md"
    deploy(here, {story: article("Story")})
    result = turn(here, {ABOUT: PAGE})
    assert result.report.published and at_fault(result, "same-url") == [ABOUT]
    assert result.texts("about/index.html", "h1") == ["About"] and result.has("about/feed.xml")


def test_a_section_of_the_settings_has_its_address_before_any_page(here: Site) -> None:
    deploy(here, {ABOUT: PAGE, GOOD: article("Good")})
    settings = f"{CONFIG}sections: [{{slug: about, label: About us}}]\n"
    assert at_fault(turn(here, {"site.yaml": settings}, keep_going=False), "same-url") == [ABOUT]


def test_an_article_does_not_put_out_the_list_that_it_is_in(here: Site) -> None:
    settings = f"{CONFIG}permalink: /{{section}}/{{slug}}/\n"
    turn(here, {"site.yaml": settings, "content/world/2024.md": article("A year"), GOOD: article("Good")})
    known = write(Ledger((Line("/world/2024/", "content/world/2024.md"),)))
    result = turn(here, {NAME: known, "content/world/b.md": article("B")}, keep_going=False)
    assert at_fault(result, "same-url") == ["content/world/2024.md"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"tags": "[C]"}, {"tags": "[C++]"}),
        ({"authors": "[C]"}, {"authors": "[C++]"}),
        ({"series": "C"}, {"series": "C++"}),
    ],
    ids=["tags", "authors", "series"],
)
def test_a_backdated_spelling_does_not_put_out_a_published_one(
    here: Site, ours: dict[str, str], theirs: dict[str, str]
) -> None:
    deploy(here, {GOOD: article("Good", "2024-01-05", **ours)})
    result = turn(here, {EVIL: article("Evil", "2024-01-01", **theirs)})
    assert result.report.published and at_fault(result, "same-slug") == [EVIL]
    assert result.has("2024/01/good/index.html") and not result.has("2024/01/aaa/index.html")
    assert at_fault(turn(here, {NAME: None}, keep_going=False), "same-slug") == [GOOD]


def test_who_copies_what_is_not_there_any_more_comes_after_what_is(here: Site) -> None:
    old = "content/news/old.md"
    deploy(here, {GOOD: article("Good", "2024-01-05", tags="[C]"), old: article("Old", key="one")})
    copy = article("Old", "2024-01-01", tags="[C++]", key="one")
    result = turn(here, {old: None, EVIL: copy})
    assert at_fault(result, "same-slug") == [EVIL]
