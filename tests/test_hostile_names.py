"""Names and dates at the edges: each handled, or refused at its place."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG, PIXEL, article, site

from generator.characters import balanced, isolated
from generator.model import Severity
from generator.schemes import SCHEMES, is_safe, scheme_of
from generator.slugs import MAX_BYTES, slugify
from generator.urls import absolute, href

MARKED = st.text("a1 אب\u202a\u202b\u202c\u2066\u2067\u2068\u2069\n", max_size=40)


def test_names_that_windows_cannot_have_and_letters_that_look_alike_are_told(tmp_path: Path) -> None:
    done = site(
        tmp_path,
        f"""
        -- content/news/con.md --
        {article("Con").replace(chr(10), chr(10) + " " * 8)}
        -- content/news/b.md --
        ---
        title: B
        date: 2024-11-11
        tags: [NUL, "\u13e2ay\u13e2al", "Corе", "日本go"]
        ---
        [x](</media/a .pdf>) [y](/media/AUX.tar.gz) [z](/media/good.name.pdf)
        """,
    )
    for name in ("a .pdf", "AUX.tar.gz", "good.name.pdf", "b?.pdf", "end."):
        done.put(f"content/media/{name}", b"x")
    result = done.build()
    assert result.report.published
    assert [each for each in result.rules if each[2] in ("windows-name", "mixed-letters")] == [
        ("content/media/AUX.tar.gz", 0, "windows-name"),
        ("content/media/b?.pdf", 0, "windows-name"),
        ("content/media/end.", 0, "windows-name"),
        ("content/news/b.md", 4, "mixed-letters"),
        ("content/news/b.md", 4, "windows-name"),
        ("content/news/con.md", 1, "windows-name"),
    ]


def test_one_name_in_two_spellings_is_one_address(tmp_path: Path) -> None:
    """Composed and decomposed, small and capital: one file on many disks."""
    composed, apart = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))
    here = site(tmp_path).put(f"content/media/{composed}.pdf", b"1").put(f"content/media/{apart}.pdf", b"2")
    here.put("content/media/Straße.pdf", b"3").put("content/media/STRASSE.pdf", b"4")
    links = " ".join(f"[x](</media/{name}.pdf>)" for name in (composed, apart, "Straße", "STRASSE"))
    here.put("content/news/a.md", article("A").replace("The text", links).encode())
    found = [path for path, _, rule in here.build().rules if rule == "same-url"]
    assert found == ["content/media/Straße.pdf", f"content/media/{composed}.pdf"]


def test_paths_that_do_not_fit_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    here = site(tmp_path, f"-- content/news/a.md --\n{article('A')}")
    before = here.build().files
    here.put(f"content/news/{'x' * 240}.png", PIXEL).put(
        f"content/news/{'日' * 70}.txt", b"Headline\n\nText.\n"
    )
    with deeply(tmp_path / "content" / "deep"):
        refused = here.build()
        kept = here.build(keep_going=True)
    assert not refused.report.published and refused.files == before
    assert {rule for _, _, rule in refused.rules} == {"long-path"} and len(refused.rules) == 3
    assert kept.files == before


@contextmanager
def deeply(folder: Path) -> Iterator[None]:
    """More folders within each other than a path can name, or Python's own `rmtree` remove."""
    folder.mkdir()
    inner = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=inner)
        outer, inner = inner, os.open("d", os.O_RDONLY, dir_fd=inner)
        os.close(outer)
    os.close(inner)
    try:
        yield
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_a_folder_behind_a_link_is_not_looked_into_by_its_name(tmp_path: Path) -> None:
    outside = tmp_path / "outside" / "inner"
    outside.mkdir(parents=True)
    (outside / "b.md").write_text(article("SECRET"))
    here = site(tmp_path / "site", f"-- content/news/a.md --\n{article('A')}")
    before = here.build().files
    here.link("content/link", tmp_path / "outside")
    for path in ("content/link/inner", "content/link/inner/b.md", "content/link"):
        assert here.build(keep_going=True, changed=(path,)).files == before
    assert ("content/link", "link-outside-site") in here.build().ruled(Severity.ERROR)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Paris"])
def test_dates_at_the_edges_are_read_or_refused(tmp_path: Path, zone: str) -> None:
    here = site(tmp_path).put("site.yaml", f"{CONFIG}timezone: {zone}\nage_notice: 5\n".encode())
    dates = {
        "first": "0001-01-02", "old": "0001-06-01", "last": "9999-12-30", "never": "9999-12-01 23:59",
        "gap": "2024-03-31 02:30", "twice": "2024-10-27 02:30", "leap": "2016-12-31T23:59:60Z",
    }  # fmt: skip
    for name, date in dates.items():
        here.put(f"content/news/{name}.md", article(name, date).encode())
    here.put("content/news/kept.md", article("kept", expires="9999-12-31", updated="2024-11-12").encode())
    here.put("content/news/beyond.md", article("beyond", "2024-11-11T10:00+25:00").encode())
    done = here.build(keep_going=True)
    assert done.report.published
    assert done.ruled(Severity.ERROR) == {("content/news/beyond.md", "unreadable-date")}
    assert done.has("2024/11/kept/index.html") and done.has("0001/06/old/index.html")
    assert here.build(keep_going=True, drafts=True, preview=True, output="drafts").report.published


@pytest.mark.parametrize(
    "label",
    ["日" * 90, "e\u0301" * 150, "क्ष" * 60, "\u1112\u119e\u11ab" * 30, "กิ" * 60, "a" * 199 + "é", "각" * 67],
)
def test_a_slug_is_cut_between_letters(label: str) -> None:
    """What is cut off begins with no mark, no second half of a letter or of a pair that is written as one."""
    whole = unicodedata.normalize("NFC", label)
    slug = slugify(label)
    assert 0 < len(slug.encode()) <= MAX_BYTES and slugify(slug) == slug
    if not slug.isascii():
        rest = whole[len(slug) :]
        assert whole.startswith(slug) and unicodedata.category(rest[0])[0] != "M"
        assert unicodedata.combining(slug[-1]) != 9 and not "\u1160" <= rest[0] <= "\u11ff"


@given(MARKED)
def test_what_a_text_begins_ends_within_each_of_its_lines(text: str) -> None:
    found = balanced(text)
    assert balanced(found) == found
    bare = re.compile("[\u202a-\u202c\u2066-\u2069]")
    assert bare.sub("", found) == bare.sub("", text)
    for line in found.split("\n"):
        waiting: list[str] = []
        for char in line:
            if char in "\u202a\u202b\u2066\u2067\u2068":
                waiting.append("\u202c" if char < "\u2066" else "\u2069")
            elif char in "\u202c\u2069":
                assert waiting.pop() == char
        assert not waiting


def test_a_headline_is_put_apart_where_it_runs_the_other_way() -> None:
    assert isolated("Plain", "ltr") == "Plain" and isolated("שלום", "rtl") == "שלום"
    assert isolated("שלום", "ltr") == "\u2068שלום\u2069" and isolated("BBC", "rtl") == "\u2068BBC\u2069"


@given(
    st.sampled_from(("javascript", "data", "vbscript", "file", "blob", *SCHEMES)),
    st.text("\t\n\r", max_size=2), st.text("\x00\x01\x1f \t\n", max_size=3), st.integers(0, 20),
)  # fmt: skip
def test_a_scheme_is_found_as_browsers_find_it(scheme: str, within: str, before: str, cut: int) -> None:
    written = f"{before}{scheme[:cut]}{within}{scheme[cut:].upper()}:x"
    assert scheme_of(written) == scheme
    assert is_safe(written) == (scheme in SCHEMES)


@given(st.text("javscript:daTx/\\\t\n\x01 ?#.%", max_size=30))
def test_no_other_scheme_gets_through_the_one_gate(url: str) -> None:
    assert is_safe(href(url, "")) and is_safe(href(url, "/base")) and is_safe(absolute(url, "https://e.org/"))


@pytest.mark.parametrize("url", ["HTTPS://e.org/", "mailto:a@e.org", "tel:+1", "#top"])
def test_what_leaves_the_site_stays_as_it_is(url: str) -> None:
    assert href(url, "/base") == absolute(url, "https://e.org/base/") == url
