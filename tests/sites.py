"""Whole sites in one string, built by the real build.

Files are separated by lines `-- path --`, as in the txtar format of Go's tools:

    result = site(tmp_path, '''
    -- content/world/a.md --
    ---
    title: A
    date: 2024-11-11
    ---
    Text.
    ''').build()
    assert "A" in result.text("2024/11/a/index.html")
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from textwrap import dedent
from typing import Any, ClassVar

import feedparser
from selectolax.lexbor import LexborHTMLParser

from generator.build import Report, Request, build
from generator.model import Severity

NOW = "2024-12-01T12:00:00+00:00"
REPOSITORY = Path(__file__).parent.parent
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A PNG picture of one pixel."""


def png(width: int) -> bytes:
    """A black PNG picture of one line."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(width + 1))),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


CONFIG = "title: The Test Times\nbase_url: https://example.org/\n"
_NAME = re.compile(r"^-- (\S(?:.*\S)?) --\n", re.MULTILINE)


class Result:
    """What a build left behind: its report, and the files of the output."""

    def __init__(self, output: Path, report: Report) -> None:
        self.output = output
        self.report = report

    @property
    def files(self) -> dict[str, bytes]:
        """Every file for publication by its path; Broadsheet's own folder is left out."""
        return snapshot(self.output)

    @property
    def pages(self) -> list[str]:
        return [path for path in self.files if path.endswith(".html")]

    def has(self, path: str) -> bool:
        return (self.output / path).is_file()

    def text(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")

    def html(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.text(path))

    def links(self, path: str, selector: str = "main a") -> list[str]:
        """The addresses of the links of a page."""
        return [node.attributes["href"] or "" for node in self.html(path).css(selector)]

    def texts(self, path: str, selector: str) -> list[str]:
        """The plain texts of the elements of a page, white space folded."""
        return [" ".join(node.text().split()) for node in self.html(path).css(selector)]

    def feed(self, path: str = "feed.xml") -> Any:
        return feedparser.parse((self.output / path).read_bytes())

    @property
    def rules(self) -> list[tuple[str, int, str]]:
        """Path, line and rule of every problem."""
        return [(each.path, each.line, each.rule) for each in self.report.problems]

    def ruled(self, severity: Severity) -> set[tuple[str, str]]:
        """Path and rule of the problems of one severity."""
        return {(each.path, each.rule) for each in self.report.problems if each.severity is severity}


class Site:
    """The folder of a site."""

    compiled: ClassVar[Path | None] = None  # the templates of another site, as a build has left them

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, text: str) -> Site:
        """Write the files of a string, over those that are there."""
        _, *parts = _NAME.split(dedent(text))
        for path, content in zip(parts[::2], parts[1::2], strict=True):
            self.put(path, content.encode())
        return self

    def put(self, path: str, data: bytes) -> Site:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return self

    def link(self, path: str, target: Path) -> Site:
        """A symbolic link at `path`."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).symlink_to(target)
        return self

    def remove(self, path: str) -> Site:
        (self.root / path).unlink()
        return self

    def build(self, now: str = NOW, output: str = "public", **options: Any) -> Result:
        """Build in this process, as though it were `now`."""
        target = self.root / output
        moment = dt.datetime.fromisoformat(now)
        return Result(target, build(Request(root=self.root, output=target, as_of=moment, **options)))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the site as a person would; `CI` is unset unless given."""
        if arguments[:1] == ("build",):
            self.warm()
        return broadsheet(*arguments, "--site", str(self.root), **environment)

    def warm(self) -> None:
        """Let a process of its own find its templates compiled, which is a third of a first build."""
        kept = self.root / ".broadsheet" / "templates"
        if self.compiled and (self.root / "site.yaml").exists() and not kept.exists():
            with suppress(OSError):  # where nothing can be written
                shutil.copytree(self.compiled, kept)


def site(root: Path, text: str = "") -> Site:
    """A site of these files, with a `site.yaml` unless they hold one."""
    return Site(root).write(f"-- site.yaml --\n{CONFIG}").write(text)


def broadsheet(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    known = {name: value for name, value in os.environ.items() if name != "CI"}
    known["PYTHONPATH"] = str(REPOSITORY)
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=known | environment,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """The bytes of every file for publication below a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = ((path.relative_to(folder).as_posix(), path) for path in paths)
    return {name: path.read_bytes() for name, path in names if not name.startswith(".broadsheet/")}


def article(title: str, date: str = "2024-11-11", **fields: str) -> str:
    """A Markdown article with its front matter."""
    front = "".join(f"{name}: {value}\n" for name, value in {"title": title, "date": date, **fields}.items())
    return f"---\n{front}---\n\nThe text of {title}.\n"
