"""Deploys that tests look at: a small paper, its links followed, and deploys that are killed."""

from __future__ import annotations

import atexit
import json
import os
import posixpath
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from click.testing import CliRunner
from sites import CONFIG, REPOSITORY, Site, article, site

from generator.cli import main

HOME = "https://example.org/"
_LINKS = re.compile(r"""<(?:a|link|img|script|source)\b[^>]*?\b(?:href|src)=["']?([^"'\s>]+)""")
_SHEET = re.compile(r"""<link\b[^>]*?rel=["']?stylesheet["']?[^>]*>""")


class Paper(Site):
    """A site whose commands run in this process: to start one each time would be most of the time."""

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [*arguments, "--site", str(self.root)]
        done = CliRunner().invoke(main, command, env={"CI": None, **environment})
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(command, done.exit_code, done.stdout, done.stderr)


def paper(root: Path, deploy: str) -> Paper:
    """A paper of a few articles with one target, `live`. `deploy` is its fields, in one line.

    It is built already, as a copy of one that was; only its settings are new to the next build.
    """
    shutil.copytree(_built(), root)
    here = Paper(root)
    here.put("site.yaml", f"{CONFIG}deploy:\n  live: {{{deploy}}}\n".encode())
    return here


@cache
def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="paper-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    here = site(folder / "site")
    here.put("static/paper.css", b"p { color: #111 }")
    here.put("content/media/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    for name in ("alpha", "beta", "gamma"):
        here.put(f"content/news/{name}.md", article(name.title(), tags="[rail, sea]").encode())
    here.build()
    return here.root


def edit(here: Site, number: int) -> None:
    """The next of some changes that newsrooms make. Articles are added, never taken away."""
    match number % 5:
        case 0:
            here.put(
                f"content/news/n{number}.md", article(f"New {number}", f"2024-11-{12 + number % 15}").encode()
            )
        case 1:
            here.put("static/site.css", _sheet(number))
        case 2:
            here.put(
                "content/news/alpha.md", article(f"Alpha {number}", tags=f"[rail, tag-{number}]").encode()
            )
        case 3:
            here.put("content/news/beta.md", article(f"Beta {number}", tags="[sea]").encode())
        case 4:
            picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 9"/>' % number
            here.put(f"content/media/p{number}.svg", picture)
            text = article(f"Gamma {number}") + f"\n![A square](/media/p{number}.svg)\n"
            here.put("content/news/gamma.md", text.encode())


def _sheet(number: int) -> bytes:
    return (REPOSITORY / "static" / "site.css").read_bytes() + b"\nbody { --edition: %d }\n" % number


def links(html: str, address: str) -> Iterator[str]:
    """The addresses in a page that belong to the site, in full and without fragments."""
    for found in _LINKS.findall(html):
        target = urljoin(address, found.replace("&amp;", "&")).partition("#")[0]
        if target.startswith(HOME):
            yield target


def sheets(html: str, address: str) -> list[str]:
    return [target for tag in _SHEET.findall(html) for target in links(tag, address)]


Fetch = Callable[[str], bytes | None]
"""Gives what stands at a path of a site such as `/tags/`; None where there is nothing."""


def broken(fetch: Fetch) -> list[str]:
    """Follow every link from the front page; give those that lead nowhere."""
    left, seen, dead = [HOME], {HOME}, []
    while left:
        address = left.pop()
        data = fetch(unquote(urlsplit(address).path))
        if data is None:
            dead.append(address)
        elif address.endswith(("/", ".html")):
            fresh = set(links(data.decode(), address)) - seen
            seen |= fresh
            left += sorted(fresh)
    return dead


def folder_fetch(root: Path) -> Fetch:
    """What a web server would give out of a folder."""

    def fetch(path: str) -> bytes | None:
        file = root / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        return file.read_bytes() if file.is_file() else None

    return fetch


def run_here(here: Site, *arguments: str) -> int:
    """The command in this process; gives its exit code."""
    try:
        main(["deploy", "--site", str(here.root), "--no-check", "--quiet", *arguments], standalone_mode=False)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def killed_deploy(here: Site, after: int) -> int:
    """Deploy in a process that is killed after so many dealings with the system; with -1 it is not.

    Gives how many there were, where it came to its end.
    """
    given = {name: value for name, value in os.environ.items() if name.startswith("PAPER_")}
    server = _killer()
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps([str(here.root), after, given]) + "\n")
    server.stdin.flush()
    code, passed = json.loads(server.stdout.readline())
    assert code in (0, "killed"), code
    assert after > 0 or code == 0
    return int(passed)


@cache
def _killer() -> subprocess.Popen[str]:
    """A process that has all of Broadsheet in it, and makes a copy of itself for each deploy."""
    script = Path(__file__).parent / "killed.py"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    atexit.register(process.kill)
    return process


def kill(here: Site, kills: int, chance: random.Random, fetch: Fetch, at_host: Fetch) -> None:
    """Edit, build and kill deploys at random points until so many have died. The site is whole each time.

    `fetch` gives what readers get at a path, `at_host` what the host holds of a file. After some kills one
    deploy is let to its end, and the host holds what the output does.
    """
    furthest, number = killed_deploy(here, -1), 0
    while kills > 0:
        edit(here, number)
        here.build()
        number += 1
        for _ in range(2):
            ended = killed_deploy(here, chance.randrange(1, furthest))
            assert not broken(fetch)
            if ended:  # before its turn to die had come
                furthest = max(ended, 4)
                break
            kills -= 1
            furthest += furthest // 4
        assert run_here(here) == 0
        assert not (left := lacking(here, at_host)), left


def published(output: Path) -> dict[str, bytes]:
    """What the output offers."""
    from generator.manifest import read_manifest

    return {path: (output / path).read_bytes() for path in read_manifest(output).files}


def lacking(here: Site, fetch_file: Callable[[str], bytes | None]) -> list[str]:
    """The files of the output that are not, or are otherwise, at a host."""
    files = published(here.root / "public")
    return [path for path, data in files.items() if fetch_file(posixpath.normpath(path)) != data]
