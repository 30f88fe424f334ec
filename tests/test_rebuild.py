"""From a save to published pages: real files, a real watch and real builds of small sites."""

from __future__ import annotations

import datetime as dt
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sites import PIXEL, REPOSITORY, Site, article, site, snapshot

from generator.build import Report, Request, build
from generator.serve.outcome import Outcome
from generator.serve.rebuild import Rebuilds
from generator.serve.slices import FIRST
from generator.serve.subject import Ears, Subject
from generator.serve.wanted import Wanted
from generator.serve.watch import Watch

PATIENCE = 20  # seconds until a test gives up
ADDRESS = "http://127.0.0.1:8000"
PAGE = "2024/11/a/index.html"
SITE = f"-- content/news/a.md --\n{article('A')}"


class Desk:
    """A running preview without its server."""

    def __init__(self, here: Site, **options: Any) -> None:
        self.site = here
        self.output = here.root / ".broadsheet/preview"
        self.outcomes: list[Outcome] = []
        self.slices: list[Report] = []
        self._news = threading.Condition()
        ears = Ears(self._done, self._published, self._progress)
        self.rebuilds = Rebuilds(Subject(here.root, self.output, **options), ears)
        self.watch = Watch(here.root, self.rebuilds.bursts.put)
        self.thread = threading.Thread(target=self.rebuilds.run, args=(ADDRESS, self.watch.refresh))
        self.at_job: dict[int, Any] = {}  # what to do when so many jobs of a slice are done, once
        self.at_article: dict[int, Any] = {}  # and when so many articles have been read after the first

    def _done(self, outcome: Outcome) -> None:
        with self._news:
            self.outcomes.append(outcome)
            self._news.notify_all()

    def _published(self, report: Report) -> None:
        with self._news:
            self.slices.append(report)
            self._news.notify_all()

    def _progress(self, step: str, done: int, _: int) -> None:
        waiting = self.at_job if step == "Writing" else self.at_article
        if done in waiting:
            waiting.pop(done)()

    def until(self, number: int) -> Outcome:
        """Wait for that many rebuilds."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.outcomes) >= number, PATIENCE)
            return self.outcomes[number - 1]

    def until_text(self, text: str, path: str = PAGE) -> None:
        """Wait until a published page holds a text."""
        with self._news:
            assert self._news.wait_for(lambda: text in self.text(path), PATIENCE)

    def text(self, path: str = PAGE) -> str:
        file = self.output / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def clean(self) -> dict[str, bytes]:
        """The files that one build from nothing makes for this preview."""
        output = self.site.root.parent / "clean"
        now = dt.datetime.now(dt.UTC)
        base = f"{ADDRESS}{self.rebuilds.base_path}/"
        request = Request(
            root=self.site.root,
            output=output,
            as_of=now,
            drafts=True,
            preview=True,
            keep_going=True,
            clean=True,
            base_url=base,
        )
        assert build(request).published
        return snapshot(output)


@contextmanager
def previewed(here: Site, prepare: Any = None, **options: Any) -> Iterator[Desk]:
    desk = Desk(here, **options)
    if prepare:
        prepare(desk)
    desk.thread.start()
    try:
        yield desk
    finally:
        desk.rebuilds.close()
        desk.thread.join(PATIENCE)
        desk.watch.close()
        assert not desk.thread.is_alive()


def big(root: Path, number: int = 300) -> Site:
    """A site of so many articles."""
    here = site(root)
    for each in range(number):
        here.put(f"content/news/n{each}.md", article(f"N{each}", tags="[one]").encode())
    return here


def test_a_saved_article_is_made_and_told(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        first = desk.until(1)
        assert first.first and first.report and first.report.pending == 0
        number = desk.rebuilds.events.number
        desk.site.put("content/news/a.md", article("A").replace("The text", "Another text").encode())
        outcome = desk.until(2)
        assert outcome.paths == {"content/news/a.md"} and not outcome.first
        assert "Another text of A." in desk.text()
        told = desk.rebuilds.events.after(number, 0)
        assert told[0].building and not told[-1].building
        changed = [path for event in told for path in event.changed or ()]
        assert PAGE in changed and "404.html" not in changed
        assert snapshot(desk.output) == desk.clean()


def test_the_open_page_is_published_before_the_others(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        desk.rebuilds.wanted.wait(PAGE, 0)
        made = len(desk.slices)
        desk.site.put("content/news/a.md", article("A").replace("The text", "Another text").encode())
        desk.until(2)
        first, *others = desk.slices[made:]
        assert first.written == (PAGE,) and first.pending
        assert "feed.xml" in {path for each in others for path in each.written}


def test_of_a_large_site_the_page_asked_for_is_made_first(tmp_path: Path) -> None:
    wanted = "2024/11/n299/index.html"

    def ask(desk: Desk) -> None:
        threading.Thread(target=desk.rebuilds.wanted.wait, args=(wanted, PATIENCE), daemon=True).start()
        while not desk.rebuilds.wanted.waiting():
            time.sleep(0.01)

    with previewed(big(tmp_path / "site"), ask) as desk:
        outcome = desk.until(1)
        first = desk.slices[0]
        assert wanted in first.written and first.pending > 300
        assert len([path for path in first.written if path.endswith(".html")]) == 1
        assert outcome.report and len(outcome.report.written) > 300
        assert len(desk.slices) > 2
        assert snapshot(desk.output) == desk.clean()


def test_a_page_that_is_asked_for_meanwhile_stops_the_slice(tmp_path: Path) -> None:
    """A slice that is stopped is made again, and what is asked for goes before it."""
    wanted, had = "2024/11/n298/index.html", []

    def prepare(desk: Desk) -> None:
        def ask() -> None:
            threading.Thread(target=wait, args=(desk,), daemon=True).start()
            while not desk.rebuilds.wanted.waiting():
                time.sleep(0.01)

        def wait(desk: Desk) -> None:
            desk.rebuilds.wanted.wait(wanted, PATIENCE)
            had.append(len(snapshot(desk.output)))

        desk.at_job[60] = ask

    with previewed(big(tmp_path / "site"), prepare) as desk:
        desk.until(1)
        assert wanted in desk.slices[0].written
        assert len([path for path in desk.slices[0].written if path.endswith(".html")]) == 1
        assert had and had[0] < 200 < len(snapshot(desk.output))
        assert snapshot(desk.output) == desk.clean()


def test_a_page_that_will_never_be_is_not_waited_for(tmp_path: Path) -> None:
    answered = threading.Event()

    def prepare(desk: Desk) -> None:
        def ask() -> None:
            threading.Thread(target=wait, daemon=True).start()
            while not desk.rebuilds.wanted.waiting() and not answered.is_set():
                time.sleep(0.01)

        def wait() -> None:
            desk.rebuilds.wanted.wait("nowhere/index.html", PATIENCE)
            answered.set()

        desk.at_job[20] = ask
        desk.at_job[60] = lambda: seen.append(answered.wait(PATIENCE))

    seen: list[bool] = []
    with previewed(big(tmp_path / "site", 120), prepare) as desk:
        desk.until(1)
        assert seen == [True]
        desk.rebuilds.wanted.wait("nowhere/either/index.html", PATIENCE)  # nothing is under way


def test_changes_in_the_midst_of_a_slice_lose_nothing(tmp_path: Path) -> None:
    def prepare(desk: Desk) -> None:
        def save() -> None:
            desk.site.put("content/news/n7.md", article("N7").replace("The text", "A new text").encode())
            while not desk.rebuilds.bursts:
                time.sleep(0.01)

        desk.at_job[50] = save

    with previewed(big(tmp_path / "site"), prepare) as desk:
        outcome = desk.until(1)
        assert outcome.first and outcome.paths == {"content/news/n7.md"}
        assert "A new text of N7." in desk.text("2024/11/n7/index.html")
        assert snapshot(desk.output) == desk.clean()


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_a_hundred_files_by_git_checkout(tmp_path: Path) -> None:
    here = big(tmp_path / "site", 100)
    here.put(".gitignore", b".broadsheet/\n")
    git(here.root, "init", "--initial-branch=main")
    git(here.root, "add", ".")
    git(here.root, "commit", "-m", "one")
    git(here.root, "checkout", "-b", "other")
    for each in range(100):
        here.put(f"content/news/n{each}.md", article(f"N{each}").replace("The", "Another").encode())
    here.remove("content/news/n5.md").put("content/world/new.md", article("New").encode())
    git(here.root, "add", ".")
    git(here.root, "commit", "-m", "two")
    git(here.root, "checkout", "main")
    with previewed(here) as desk:
        desk.until(1)
        git(here.root, "checkout", "other")
        desk.until_text("Another text of N99.", "2024/11/n99/index.html")
        desk.until_text("The text of New.", "2024/11/new/index.html")
        desk.until(2)
        while desk.rebuilds.bursts:
            time.sleep(0.01)
        here.put("content/news/last.md", article("Last").encode())
        desk.until_text("The text of Last.", "2024/11/last/index.html")
        wait_for_rest(desk)
        assert not (desk.output / "2024/11/n5/index.html").exists()
        assert len([each for each in desk.outcomes if each.paths - {"content/news/last.md"}]) <= 3
        assert snapshot(desk.output) == desk.clean()


def wait_for_rest(desk: Desk) -> None:
    while desk.rebuilds.bursts or desk.rebuilds.wanted._busy:
        time.sleep(0.01)


def test_a_folder_that_is_moved_out_and_in(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        (desk.site.root / "content/news").rename(tmp_path / "aside")
        desk.until(2)
        assert not desk.text()
        (tmp_path / "aside").rename(desk.site.root / "content/world")
        desk.until_text("The text of A.")


def test_a_file_that_is_half_written_ends_right(tmp_path: Path) -> None:
    whole = article("A").replace("The text", "The whole text").encode()
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        with (desk.site.root / "content/news/a.md").open("wb", buffering=0) as file:
            file.write(whole[:7])
            desk.until(2)
            file.write(whole[7:])
        desk.until_text("The whole text of A.")
        desk.until(3)
        assert desk.rebuilds.problems == ()


@pytest.mark.parametrize(
    ("path", "bad", "good", "rule"),
    [
        ("content/news/a.md", b"---\ntitle: [\n---\n\nText.\n", article("A").encode(), ""),
        ("templates/article.html", b"{% if %}", (REPOSITORY / "templates/article.html").read_bytes(), ""),
        ("templates/article.html", b"{{ 1 / 0 }}", (REPOSITORY / "templates/article.html").read_bytes(), ""),
        ("site.yaml", b"title: [\n", b"title: The Mended Times\n", ""),
        ("site.yaml", b"\xff\xfe\0", b"title: The Mended Times\n", "encoding"),
        ("front.yaml", b"lead: [\n", b"{}\n", ""),
    ],
)
def test_what_is_broken_ends_nothing(tmp_path: Path, path: str, bad: bytes, good: bytes, rule: str) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        before = desk.text()
        desk.site.put(path, bad)
        broken = desk.until(2)
        assert broken.appeared and desk.rebuilds.problems
        assert all(rule in each.rule for each in broken.appeared)
        assert desk.rebuilds.events.after(desk.rebuilds.events.number - 1, 0)[0].problems
        assert desk.text() == before  # the last good page stays
        desk.site.put(path, good)
        mended = desk.until(3)
        assert mended.mended == broken.appeared and desk.rebuilds.problems == ()
        assert snapshot(desk.output) == desk.clean()


def test_a_template_that_fails_on_some_pages_holds_up_no_other_that_is_wanted(tmp_path: Path) -> None:
    here = site(tmp_path / "site", SITE).put("templates/search.html", b"{{ 1 / 0 }}")
    here.put("templates/tag.html", b"{{ 1 / 0 }}").put("templates/section.html", b"{{ 1 / 0 }}")
    with previewed(here) as desk:
        assert desk.until(1).appeared and not desk.text()
        desk.rebuilds.wanted.wait(PAGE, PATIENCE)
        assert "The text of A." in desk.text()
        assert desk.rebuilds.problems


def test_a_disk_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        (desk.site.root / "content/news/c").mkdir()
        desk.until(2)
        output = desk.output.rename(tmp_path / "aside")
        desk.output.write_bytes(b"in the way")
        desk.site.put("content/news/b.md", article("B").encode())
        assert desk.until(3).error
        desk.output.unlink()
        output.rename(desk.output)
        desk.site.put("content/news/c.md", article("C").encode())
        assert not desk.until(4).error
        assert "The text of B." in desk.text("2024/11/b/index.html")
        assert snapshot(desk.output) == desk.clean()


def test_a_file_that_goes_while_it_is_read_is_looked_for_once_more(tmp_path: Path) -> None:
    """As an editor's own files do. Nobody tells of it here: the look that finds it gone is the preview's."""
    texts = "".join(f"-- content/news/{name}.md --\n{article(name.upper())}\n" for name in "abc")
    with previewed(site(tmp_path / "site", texts)) as desk:
        desk.until(1)
        desk.watch.close()
        desk.at_article[0] = lambda: desk.site.remove("content/news/c.md")
        for name in "abc":
            desk.site.put(f"content/news/{name}.md", article(f"Another {name}", slug=name).encode())
            desk.rebuilds.bursts.put(f"content/news/{name}.md")
        outcome = desk.until(2)
        assert not desk.at_article and not outcome.error
        assert "The text of Another b." in desk.text("2024/11/b/index.html")
        assert not desk.text("2024/11/c/index.html")
        assert snapshot(desk.output) == desk.clean()


def test_a_store_that_is_thrown_away_is_made_anew(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        for file in (desk.site.root / ".broadsheet").glob("*.sqlite*"):
            file.unlink()
        desk.site.put("content/news/b.md", article("B").encode())
        desk.until(2)
        assert "The text of B." in desk.text("2024/11/b/index.html")
        assert list((desk.site.root / ".broadsheet").glob("*.sqlite"))
        assert snapshot(desk.output) == desk.clean()


def test_a_style_sheet_is_told_before_the_pages(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE).put("static/site.css", b"p { color: red }")) as desk:
        desk.until(1)
        number = desk.rebuilds.events.number
        desk.site.put("static/site.css", b"@font-face { src: url(a.woff2) } p { color: #123456 }")
        desk.until(2)
        told = desk.rebuilds.events.after(number, 0)
        assert told[0].sheets and not told[0].changed
        assert told[0].sheets == {"site.css": f"/_broadsheet/sheet/site.css?{told[0].number}"}
        shown = desk.rebuilds.sheets["site.css"]
        (published,) = desk.output.glob("site.*.css")
        assert b"#123456" in shown and shown == published.read_bytes()


def test_an_embargo_ends_before_the_editors_eyes(tmp_path: Path) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5)
    here = site(tmp_path / "site", SITE).put(
        "content/news/b.md", article("B", date=soon.strftime("%Y-%m-%dT%H:%M:%S+00:00")).encode()
    )
    page = f"{soon:%Y/%m}/b/index.html"
    with previewed(here, drafts=False) as desk:
        desk.until(1)
        assert not desk.text(page)
        outcome = desk.until(2)
        assert "The text of B." in desk.text(page) and not outcome.paths


def test_a_time_that_is_given_stands_still(tmp_path: Path) -> None:
    now = dt.datetime(2024, 11, 10, tzinfo=dt.UTC)
    with previewed(site(tmp_path / "site", SITE), drafts=False, now=now) as desk:
        desk.until(1)
        assert not desk.text() and desk.rebuilds._due is None


def test_pictures_are_made_again(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as desk:
        desk.until(1)
        desk.site.put("content/news/a.png", PIXEL)
        desk.site.put("content/news/a.md", article("A", image="{src: a.png, alt: A dot}").encode())
        desk.until_text("/media/news/a-")
        wait_for_rest(desk)
        assert snapshot(desk.output) == desk.clean()


def test_the_last_pages_are_remembered_and_no_others(tmp_path: Path) -> None:
    wanted = Wanted(tmp_path)
    wanted.work(busy=False, left=False)
    for number in range(30):
        wanted.wait(f"{number}.html", 60)
        wanted.wait("site.css", 60)
    wanted.wait("15.html", 60)
    assert wanted.urgent()[:2] == ("15.html", "29.html")
    assert len(wanted.urgent()) == 20 and "10.html" in wanted.urgent() and "9.html" not in wanted.urgent()


def test_a_page_that_is_there_is_not_waited_for_while_sources_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    wanted = Wanted(tmp_path)
    wanted.wait("a.html", 60)
    assert wanted.waiting() == ()
    wanted.wait("b.html", 0.01)
    assert wanted.waiting() == ("b.html",), "nobody waits any more, and it is made first all the same"
    wanted.met(("b.html",))
    assert wanted.waiting() == ()


def test_an_older_edition_is_shown_at_once_and_the_newer_one_is_made_first(tmp_path: Path) -> None:
    rung: list[bool] = []
    wanted = Wanted(tmp_path, lambda: rung.append(True))
    (tmp_path / "a.html").write_bytes(b"x")
    wanted.work(busy=False, left=True)
    for _ in range(2):
        wanted.wait("a.html", 60)
    assert wanted.waiting() == ("a.html",) and rung == [True]
    wanted.wait("a" * 400, 0.01)


def test_slices_grow() -> None:
    from generator.serve.slices import LARGEST, next_size

    assert [next_size(0), next_size(FIRST), next_size(LARGEST)] == [FIRST, 4 * FIRST, LARGEST]


def test_ctrl_c_that_is_lost_in_an_error_ends_a_preview_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was closed twice made an error of the disk out of it, and the preview went on for ever."""
    desk = Desk(site(tmp_path, SITE))

    def interrupted(*_: object) -> Report:
        with suppress(KeyboardInterrupt):
            desk.rebuilds.interrupt()
        raise OSError("Bad file descriptor")

    monkeypatch.setattr("generator.serve.rebuild.build", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.rebuilds.run(ADDRESS)
    desk.watch.close()
    assert desk.outcomes == []


def test_ctrl_c_that_is_lost_in_a_build_ends_it_at_its_next_step(tmp_path: Path) -> None:
    """Python swallows what is raised while it frees something."""
    desk = Desk(site(tmp_path, SITE))

    def lose() -> None:
        with suppress(KeyboardInterrupt):
            desk.rebuilds.interrupt()

    desk.at_job[1] = lose
    with pytest.raises(KeyboardInterrupt):
        desk.rebuilds.run(ADDRESS)
    desk.watch.close()
    assert desk.outcomes == [] and desk.slices == []
