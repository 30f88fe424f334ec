"""Hostile files among good ones: each refused by its rule, at its line, and no good page harmed."""

from __future__ import annotations

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_files import HOSTILE, Hostile
from scale import scaled
from sites import CONFIG, PIXEL, Result, Site, article, site
from tapes import flac
from webservers import apache

import generator.stock
from generator.model import Problem, Severity

SECRET = b"SECRET-of-the-machine"
SINGLY = scaled(12, len(HOSTILE))


def newspaper(root: Path) -> Site:
    """Good articles, in a folder beside which lies what nobody may read."""
    (root / "secret.txt").write_bytes(SECRET)
    here = site(root / "site", "-- front.yaml --\nlead: /2024/11/good-2/\n").put("content/media/a.png", PIXEL)
    for number in range(4):
        here.put(f"content/news/good-{number}.md", article(f"Good {number}", tags="[One]").encode())
    return here.put("content/world/raw.txt", b"A good text\n\nIt is.\n").put(
        "content/world/raw.yaml", b"date: 2024-11-12\nimage: /media/a.png\n"
    )


def shown(path: str) -> str:
    """A path as problems name it: what cannot be printed as an escape."""
    text = f"content/{path}".encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def refusal(hostile: Hostile, problems: list[Problem]) -> str:
    """What is missing of the error for a file; "" where all is told."""
    errors = [each for each in problems if each.severity is Severity.ERROR]
    fitting = [each for each in errors if hostile.rule in ("", each.rule)]
    if not fitting:
        return f"{hostile.path}: {hostile.rule} is missing among {[str(each)[:160] for each in problems]}"
    if hostile.line and not any(each.line >= 1 for each in fitting):
        return f"{hostile.path}: no line in {fitting}"
    if not all(each.cure and each.message for each in errors):
        return f"{hostile.path}: no cure in {errors}"
    return ""


def by_path(result: Result) -> dict[str, list[Problem]]:
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for each in result.report.problems:
        found[each.path].append(each)
    return found


@pytest.mark.torture
def test_all_at_once_among_good_ones(tmp_path: Path) -> None:
    """Every good page as it would be without the others; and without `--keep-going` nothing changes."""
    assert len(HOSTILE) >= 500
    here = newspaper(tmp_path)
    before = here.build()
    assert before.report.published and not before.report.problems
    for each in HOSTILE:
        each.put(here.root)
    refused = here.build()
    assert not refused.report.published and refused.files == before.files
    problems = by_path(refused)
    assert list(filter(None, (refusal(each, problems[shown(each.path)]) for each in HOSTILE))) == []
    kept = here.build(keep_going=True)
    clean = here.build(keep_going=True, output="clean", clean=True)
    assert kept.report.published and kept.report.exit_code == 1
    assert kept.files == clean.files == before.files
    assert kept.report.problems == clean.report.problems
    assert not any(SECRET in data or b"root:x:" in data for data in kept.files.values())


@pytest.mark.torture
def test_one_at_a_time(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    before = here.build().files
    for number in range(SINGLY):
        hostile = HOSTILE[number * len(HOSTILE) // SINGLY]
        hostile.put(here.root)
        refused = here.build()
        assert not refused.report.published and refused.files == before, hostile.path
        assert refusal(hostile, by_path(refused)[shown(hostile.path)]) == ""
        hostile.remove(here.root)
    assert here.build().files == before


def test_a_pipe_in_the_place_of_a_file_holds_nothing_up(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    before = here.build().files
    for name in ("site.yaml", "front.yaml", "published.tsv"):
        kept = (here.root / name).read_bytes() if (here.root / name).exists() else None
        for make, remove in ((os.mkfifo, os.unlink), (os.mkdir, os.rmdir)):
            (here.root / name).unlink(missing_ok=True)
            make(here.root / name)
            refused = here.build()
            assert not refused.report.published and refused.files == before
            assert (name, 0, "not-a-file") in refused.rules
            remove(here.root / name)
        if kept is not None:
            here.put(name, kept)
    assert here.build().files == before


PROGRAM = b"<html xmlns='http://www.w3.org/1999/xhtml'><script>SECRET</script></html>"
ACTIVE = (
    "a.html", "b.HTM", "c.js", "d.xml", "e.xhtml", "f.php", "g.php.pdf", "h.phtml", "i.css", "j.mjs", "k.mml",
    "l.mathml", "m.kml", "n.var", "n.var.en", "o.asis", "p.shtml.zz", "q.html.zz", "r.js.zz", "s.html.en",
    "t.HTML.utf8", "u.js.en", "v.xhtml.fr", "w.xml.en", "x.svg.en", "y.html.gz", "z.html.", "z.html..en",
    "web.config", "php.ini", "a.php.mp3", "b.phtml.vtt", "c.html.opus", "d.php.transcript.txt", "e.es",
)  # fmt: skip
TAME = ("a.py.pdf", "b.zip", "html.csv", "v1.2.docx", "index.html.pdf", "flag.svg.pdf", "tide.es.csv")


def with_programs(root: Path) -> Site:
    """A site with an article that links to each of these files, and shows it."""
    here = site(root)
    for name in (*ACTIVE, *TAME):
        here.put(f"content/media/{name}", PROGRAM if name in ACTIVE else b"1,2")
    links = " ".join(f"[x](/media/{name}) ![x](/media/{name})" for name in ACTIVE)
    links += " ".join(f"[x](/media/{name})" for name in TAME)
    return here.put("content/news/a.md", article("A").replace("The text", links).encode())


def test_no_program_is_published_from_beside_the_articles(tmp_path: Path) -> None:
    """What a browser or a server would run, whatever links to it; what only looks like it is."""
    result = with_programs(tmp_path).build()
    assert result.report.published
    assert {path for path in result.files if path.startswith("media/")} == {f"media/{name}" for name in TAME}
    assert not any(b"SECRET" in data for data in result.files.values())
    told = {path for path, rule in result.ruled(Severity.WARNING) if rule == "active-file"}
    assert told == {f"content/media/{name}" for name in ACTIVE}


def test_captions_and_transcripts_in_a_language_are_no_programs(tmp_path: Path) -> None:
    """`.es` is Spanish there, though servers know it as the ending of a script."""
    here = site(tmp_path, f"-- content/news/a.md --\n{article('A', recording='/media/a.flac')}")
    here.put("content/media/a.flac", flac()).put("content/media/a.es.transcript.txt", b"Hola.\n")
    here.put("content/media/a.es.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHola.\n")
    found = {path for path in here.build().files if path.startswith("media/")}
    assert {"media/a.es.vtt", "media/a.es.transcript.txt"} <= found


def test_apache_takes_nothing_that_is_published_for_a_program(tmp_path: Path) -> None:
    """Apache looks at every ending of a name, also at those in the midst of it."""
    here = with_programs(tmp_path).write(f"-- site.yaml --\n{CONFIG}hosting: apache\n")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the users of servers may not look into the folders of pytest
        output = here.build(output=f"{folder}/public").output
        (output / "media/seen.html.zz").write_bytes(PROGRAM)
        with apache(output, Path(folder) / "server") as server:
            assert server.get("/media/seen.html.zz").headers["content-type"].startswith("text/html")
            assert {server.get(f"/media/{name}").status for name in ACTIVE} == {404}
            answers = [server.get(f"/media/{name}") for name in TAME]
    assert {each.status for each in answers} == {200}
    kinds = [each.headers.get("content-type", "") for each in answers]
    assert not [kind for kind in kinds if re.search(r"html|xml\b|script|css", kind)]


def after_the_look(monkeypatch: pytest.MonkeyPatch, happens: Callable[[Path], object]) -> None:
    """Something happens to the files once they have been looked at, and before they are read."""
    look = generator.stock.survey
    times = iter((True,))

    def looking(root: Path) -> object:
        found = look(root)
        if next(times, False):
            happens(root / "content/news/good-1.md")
        return found

    monkeypatch.setattr("generator.stock.survey", looking)


def test_a_pipe_that_comes_after_the_look_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = newspaper(tmp_path)
    before = here.build().files
    here.put("content/news/good-1.md", article("Good 1", tags="[Two]").encode())
    after_the_look(monkeypatch, lambda file: (file.unlink(), os.mkfifo(file)))
    with pytest.raises(OSError, match="This is not a file"):
        here.build()
    refused = here.build()
    assert ("content/news/good-1.md", "not-a-file") in refused.ruled(Severity.ERROR)
    assert refused.files == before


@pytest.mark.parametrize("new", [None, article("Good 1", tags="[Three]").encode()], ids=["gone", "changed"])
def test_a_file_that_goes_or_changes_after_the_look_is_taken_as_it_is_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: bytes | None
) -> None:
    here = newspaper(tmp_path)
    here.build()
    here.put("content/news/good-1.md", article("Good 1", tags="[Two]").encode())
    after_the_look(monkeypatch, lambda file: file.write_bytes(new) if new else file.unlink())
    done = here.build(move_urls=True, frozen=True)
    clean = here.build(output="clean", clean=True)
    assert {path for path in done.files if path not in clean.files} == set()
    assert here.build().files == clean.files
