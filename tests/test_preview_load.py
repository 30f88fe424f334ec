"""A preview under load: whatever is edited meanwhile, each answer is one whole version of what was asked."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from previews import PATIENCE, Listener, by_rename, clean_twin, in_place, memory, said, until_same
from scale import at_length
from sites import Site, site
from test_serve import Preview, previewed

from generator.serve.inject import version

STORIES = 60
GROWTH = 50  # megabytes that the server may take more than when it is warm
FOOT = "templates/partials/footer.html"
LISTS = ("/", "/news/", "/feed.xml", "/2024/11/")
WIDE = "/media/wide.bin"
MEDIA = bytes(range(256)) * 4096

_TAGS = re.compile(
    rb'<meta name="broadsheet-page" content="[^"]*">\n'
    rb'<meta name="broadsheet-version" content="([^"]*)">\n'
    rb'<script type="module" src="/_broadsheet/client.js"></script>\n'
)
_BODY = re.compile(r"<p>begin-(\d+)-(\d+)</p>(.*?)<p>end-(\d+)-(\d+)</p>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>\s*Story (\d+) version (\d+)\s*</h1>")
_MENTION = re.compile(r"Story (\d+) version (\d+)\b")
_FOOT = re.compile(r"<p>foot-(\d+)</p>\s*<p>foot-end-(\d+)</p>")


class Load(NamedTuple):
    readers: int
    edits: int
    seconds: float
    warm: int  # answers before the first edit


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def words(story: int, edition: int) -> list[str]:
    """What stands between the first and the last line of a story: of another length in each version."""
    chance = random.Random(f"{story}/{edition}")
    return [f"{chance.getrandbits(24):06x}" for _ in range(chance.randrange(20, 2500))]


def text_of(story: int, edition: int) -> bytes:
    body = " ".join(words(story, edition))
    return (
        f"---\ntitle: Story {story} version {edition}\ndate: 2024-11-{story % 28 + 1:02}\nslug: s{story}\n"
        f"summary: A story.\ntags: [one]\n---\n\nbegin-{story}-{edition}\n\n{body}\n\nend-{story}-{edition}\n"
    ).encode()


def foot(edition: int) -> bytes:
    return f"<p>foot-{edition}</p>\n<p>foot-end-{edition}</p>\n".encode()


def newspaper(root: Path) -> Site:
    here = site(root).put(FOOT, foot(0)).put(f"content{WIDE}", MEDIA)
    for story in range(STORIES):
        here.put(f"content/news/s{story}.md", text_of(story, 0))
    return here.put(
        "content/news/wide.md", b"---\ntitle: Wide\ndate: 2024-10-01\n---\n\n[It](/media/wide.bin)\n"
    )


class Newsdesk:
    """What has been saved so far. A number counts from the moment before it is saved."""

    def __init__(self, here: Site, listener: Listener, seed: int) -> None:
        self.here = here
        self.listener = listener
        self.editions = [0] * STORIES
        self.feet = 0
        self.marks: dict[str, int] = {}  # page: events that were heard before it was saved for the last time
        self._chance = random.Random(seed)

    def edit(self, number: int) -> None:
        save = self._chance.choice((in_place, by_rename))  # those that never show half a text
        if number % 10 == 9:
            self.feet += 1
            save(self.here.root / FOOT, foot(self.feet))
            return
        story = self._chance.randrange(STORIES)
        self.editions[story] += 1
        self.marks[f"2024/11/s{story}/index.html"] = len(self.listener.heard)
        save(self.here.root / f"content/news/s{story}.md", text_of(story, self.editions[story]))


class Crowd:
    """Readers who ask on and on, and look at every answer."""

    def __init__(self, preview: Preview, newsdesk: Newsdesk) -> None:
        self.counts: Counter[int] = Counter()
        self.done = False
        self._preview = preview
        self._newsdesk = newsdesk
        self._newest = [0] * STORIES  # version of each page that somebody has had

    async def read(self, chance: random.Random, pause: float = 0.0) -> None:
        """One reader, now on a connection of its own for each page, now on one for many, who then rests."""
        while not self.done:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._preview.port)
            for left in reversed(range(chance.choice((1, 1, 8)))):
                await self._ask(reader, writer, chance, last=left == 0)
                await asyncio.sleep(pause)
            writer.close()
            await writer.wait_closed()

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, chance: random.Random, last: bool
    ) -> None:
        story = chance.randrange(STORIES)
        known = self._newest[story]
        path = chance.choice((*LISTS, WIDE, *[f"/2024/11/s{story}/"] * 5))
        more = {"Connection": "close"} if last else {}
        if path == WIDE and chance.random() < 0.5:
            more["Range"] = "bytes=1000-250999"
        answer = await ask(reader, writer, path, more)
        self.counts[answer.status] += 1
        if path == WIDE:
            part = answer.status == 206
            assert answer.body == (MEDIA[1000:251000] if part else MEDIA) and part == ("Range" in more)
            return
        assert answer.status == 200, path
        if path.endswith(".xml"):
            ElementTree.fromstring(answer.body)
            self._check_mentions(answer.body.decode())
            return
        page = self._whole(answer.body)
        if path in LISTS:
            assert _MENTION.search(page), path
            return
        edition = self._edition(page, story)
        assert edition >= known, "an older version after a newer one"
        self._newest[story] = max(edition, self._newest[story])
        tag = {"If-None-Match": answer.headers["etag"]}
        if not last and chance.random() < 0.3:
            again = await ask(reader, writer, path, tag)
            self.counts[again.status] += 1
            assert again.status in (200, 304)
            if again.status == 200:
                assert again.headers["etag"] != answer.headers["etag"]
                assert self._edition(self._whole(again.body), story) >= edition

    def _whole(self, body: bytes) -> str:
        """A page without the client, after a look at whether it is a whole one."""
        (told,) = _TAGS.findall(body)
        page = _TAGS.sub(b"", body)
        assert version(page) == told.decode()
        text = page.decode()
        assert text.lstrip().lower().startswith("<!doctype html>") and text.rstrip().endswith("</html>")
        ((begun, ended),) = _FOOT.findall(text)
        assert begun == ended and int(begun) <= self._newsdesk.feet
        self._check_mentions(text)
        return text

    def _check_mentions(self, text: str) -> None:
        for story, edition in _MENTION.findall(text):
            assert int(edition) <= self._newsdesk.editions[int(story)]

    def _edition(self, page: str, story: int) -> int:
        """Which version of a story a page is; all of it is of that one."""
        ((begun, first, middle, ended, last),) = _BODY.findall(page)
        assert int(begun) == int(ended) == story and first == last
        assert re.sub(r"</?p>", " ", middle).split() == words(story, int(first))
        assert _TITLE.findall(page) == [(begun, first)]
        return int(first)


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, more: dict[str, str]
) -> Answer:
    """One request and its answer, which is as long as it says, on a connection that may serve for more."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in more.items()))
    writer.write("\r\n".join((*lines, "", "")).encode())
    async with asyncio.timeout(PATIENCE):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        assert head[0].startswith("HTTP/1.1 "), "more was sent than the last answer said"
        status = int(head[0].split()[1])
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:-2])}
        length = 0 if status == 304 else int(headers["content-length"])
        body = await reader.readexactly(length)
        if more.get("Connection") == "close":
            assert await reader.read() == b""
    return Answer(status, headers, body)


async def bustle(preview: Preview, crowd: Crowd, newsdesk: Newsdesk, load: Load) -> tuple[int, int]:
    """Readers and edits at once. Gives the memory of the server once it was warm, and at the end."""
    async with asyncio.TaskGroup() as group:
        for number in range(load.readers):
            group.create_task(crowd.read(random.Random(number)))
        while sum(crowd.counts.values()) < load.warm:
            await asyncio.sleep(0.01)
        before = memory(preview.process.pid)
        for number in range(load.edits):
            newsdesk.edit(number)
            await asyncio.sleep(load.seconds / load.edits)
        after = memory(preview.process.pid)
        crowd.done = True
    return before, after


def under(load: Load, root: Path) -> Counter[int]:
    """A preview under load, and all that has to be true of it. Gives the answers by their status."""
    here = newspaper(root)
    with previewed(here) as preview:
        listener = Listener(preview.port)
        newsdesk = Newsdesk(here, listener, seed=load.edits)
        crowd = Crowd(preview, newsdesk)
        before, after = asyncio.run(bustle(preview, crowd, newsdesk, load))
        report, files = clean_twin(here, preview)
        assert not report.problems
        until_same(here, files)
        told_of_all(newsdesk, listener)
        assert after - before < GROWTH, (before, after)
        assert preview.stop() == 0
        assert "Traceback" not in said(preview)
    print(f"{crowd.counts} answers; {before} MB, then {after} MB; {len(listener.heard)} events")
    return crowd.counts


def told_of_all(newsdesk: Newsdesk, listener: Listener) -> None:
    """No event is missing, and one after the last save of each page names it."""
    numbers = [event["number"] for event in listener.heard]
    assert numbers == list(range(listener.first + 1, listener.first + 1 + len(numbers)))
    silent = [page for page, mark in newsdesk.marks.items() if page not in listener.changed_since(mark)]
    assert silent == []


def test_no_answer_is_half_or_wrong_while_edits_arrive(tmp_path: Path) -> None:
    counts = under(Load(readers=40, edits=20, seconds=3, warm=300), tmp_path / "site")
    assert counts[200] > 200 and counts[206] and counts[304]


@pytest.mark.torture
@at_length
def test_two_hundred_readers_and_two_hundred_edits(tmp_path: Path) -> None:
    under(Load(readers=200, edits=200, seconds=20, warm=2000), tmp_path / "site")
