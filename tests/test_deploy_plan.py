"""The plan of a deploy: two lists, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from generator.deploy.items import Item, Phase, cache_control, mark, media_type, phase
from generator.deploy.plan import plan
from generator.deploy.record import Deployed, Entry, Head, Unreadable, decode, encode

DAY = 86_400
NAMES = st.sampled_from(
    (
        "index.html",
        "a/index.html",
        "b/index.html",
        "site.0123456789.css",
        "feed.xml",
        "_redirects",
        "404.html",
    )
)
MARKS = st.sampled_from("123")


def item(path: str, mark: str = "1", story: bool = False, encoding: str = "") -> Item:
    source = path.removesuffix(f".{encoding}") if encoding else path
    return Item(path, mark, source, mark, story, encoding)


def wanted(*paths: str) -> dict[str, Item]:
    return {path: item(path) for path in paths}


def there(*paths: str, mark: str = "1", retired: int = 0, story: bool = False) -> dict[str, Entry]:
    return {path: Entry(mark, "", retired, story) for path in paths}


def sent(made_of: Mapping[str, Item], against: Mapping[str, Entry]) -> list[str]:
    return [send.item.path for send in plan(made_of, against, DAY, 60).sends]


def test_only_differences_travel() -> None:
    made = plan(wanted("a/index.html", "b/index.html"), there("a/index.html"), DAY, 60)
    assert [send.item.path for send in made.sends] == ["b/index.html"]
    assert made.stays == 1
    assert plan(wanted("a/index.html"), there("a/index.html"), DAY, 60).empty


def test_what_is_linked_to_travels_before_what_links() -> None:
    files = wanted(
        "index.html", "feed.xml", "b/feed.xml", "a/index.html", "b/index.html", "site.css", "_headers"
    )  # fmt: skip
    files["story/index.html"] = item("story/index.html", story=True)
    old = there("a/index.html", "index.html", "story/index.html", "feed.xml", mark="0")
    assert sent(files, old) == [
        "site.css", "b/feed.xml", "b/index.html", "story/index.html", "a/index.html", "_headers", "feed.xml",
        "index.html",
    ]  # fmt: skip


def test_a_compressed_form_travels_beside_its_file() -> None:
    files = {each.path: each for each in (item("b.css"), item("a.css"), item("a.css.gz", encoding="gz"))}
    assert sent(files, {}) == ["a.css", "a.css.gz", "b.css"]
    page = {each.path: each for each in (item("a/index.html"), item("a/index.html.br", encoding="br"))}
    phases = [send.phase for send in plan(page, there("a/index.html", mark="0"), DAY, 60).sends]
    assert phases == [Phase.PAGE, Phase.PAGE]  # not a new page, though its compressed form is new


def test_what_is_gone_stays_for_the_time_of_grace() -> None:
    made = plan({}, there("old.css"), DAY, 60)
    assert (made.retires, made.removes) == (("old.css",), ())
    assert plan({}, there("old.css", retired=DAY), DAY + 59, 60).empty
    assert plan({}, there("old.css", retired=DAY), DAY + 60, 60).removes == ("old.css",)
    assert plan({}, there("old.css", retired=DAY), DAY - 9999, 60).empty  # a clock that was set back
    assert plan({}, there("old.css"), DAY, 0).removes == ("old.css",)


def test_an_article_goes_at_once() -> None:
    assert plan({}, there("a/index.html", story=True), DAY, 60).removes == ("a/index.html",)


def test_what_comes_back_is_not_sent_again() -> None:
    made = plan(wanted("old.css"), there("old.css", retired=5), DAY, 60)
    assert (made.sends, made.revives, made.retires) == ((), ("old.css",), ())


def test_pages_go_before_what_they_refer_to() -> None:
    made = plan({}, there("a.css", "z/index.html", retired=1), DAY, 60)
    assert made.removes == ("z/index.html", "a.css")


def test_a_file_makes_way_for_a_folder_of_its_name() -> None:
    made = plan(wanted("a/b"), there("a"), DAY, 60)
    assert (made.clears, made.retires, made.removes) == (("a",), (), ())
    made = plan(wanted("a"), there("a/b", "a/c/d"), DAY, 60)
    assert made.clears == ("a/b", "a/c/d")


@given(
    st.dictionaries(NAMES, MARKS),
    st.dictionaries(NAMES, st.tuples(MARKS, st.integers(0, 2), st.booleans())),
    st.integers(0, 3),
)
def test_after_a_plan_the_host_holds_what_it_should(
    new: dict[str, str], old: dict[str, tuple[str, int, bool]], grace: int
) -> None:
    files = {path: item(path, mark) for path, mark in new.items()}
    known = {path: Entry(mark, "", retired, story) for path, (mark, retired, story) in old.items()}
    made = plan(files, known, 3, grace)
    after = dict(known)
    for send in made.sends:
        after[send.item.path] = Entry(send.item.mark, "")
    for path in (*made.retires, *made.revives):
        after[path] = Entry(after[path].mark, "", 3 if path in made.retires else 0)
    for path in made.leaving:
        del after[path]
    assert {path: entry.mark for path, entry in after.items() if not entry.retired} == new
    again = plan(files, after, 3, grace)
    assert not again.sends and not again.retires and not again.revives
    assert [send.phase for send in made.sends] == sorted(send.phase for send in made.sends)


def test_a_record_is_read_as_it_was_written() -> None:
    record = Deployed(Head("0123456789abcdef", 5, "https://example.org/"), there("ä b/index.html", retired=3))
    assert decode(encode(record)) == record
    assert decode(None) is None and decode(b"") is None


def test_a_record_that_is_none_is_told_from_an_empty_one() -> None:
    whole = encode(Deployed(Head("0123456789abcdef"), there("a")))
    for data in (b"<html>", whole[:-1], whole[:-9] + b"\n", b"{}\n", whole.replace(b"0123", b"zzzz")):
        try:
            decode(data)
        except Unreadable:
            continue
        raise AssertionError(data)


def test_how_files_are_given_out() -> None:
    assert cache_control("site.0123456789.css", 60) == "public, max-age=31536000, immutable"
    assert cache_control("a/index.html", 60) == "public, max-age=60, must-revalidate"
    assert cache_control("media/a.jpg", 60) == "public, max-age=3600"
    assert media_type("tags/x/feed.json") == "application/feed+json"
    assert media_type("a/index.html") == "text/html; charset=utf-8"
    assert media_type("a") == "application/octet-stream"
    assert mark("ab" * 32) == "ab" * 16
    assert mark("ab" * 32, "gz") != mark("ab" * 32, "br")
    assert phase("ar/index.html", is_new=False) is Phase.PAGE
