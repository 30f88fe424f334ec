"""Files that no article should be: each with the rule that refuses it, and the line at which it does."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Make = Callable[[Path], object]


class Hostile(NamedTuple):
    """One file below `content/`. `line` is 0 where all of it is at fault; where `rule` is "", any will do."""

    path: str
    make: bytes | Make
    rule: str
    line: int = 0

    def put(self, root: Path) -> None:
        target = root / "content" / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if callable(self.make):
            self.make(target)
        else:
            target.write_bytes(self.make)

    def remove(self, root: Path) -> None:
        target = root / "content" / self.path
        if target.is_dir() and not target.is_symlink():
            target.rmdir()
        else:
            target.unlink()


DATES = (
    "0000-00-00", "0000-01-01", "2024-13-01", "2024-02-30", "2023-02-29", "2024-00-10", "2024-1-1",
    "24-01-01", "10000-01-01", "-2024-01-01", "2024-11-11T24:00", "2024-11-11T23:60", "2024-11-11T23:59:61",
    "2024-11-11T1:2", "2024-11-11T10:00+25:00", "2024-11-11T10:00-24:00", "2024-11-11T10:00+01:99",
    "0001-01-01T00:00+10:00", "9999-12-31T23:59-10:00", "2024-11-11T10:00Z+1",
    "2024-11-11T10:00[Europe/Paris]", "now", "tomorrow", "today", "1731283200", "1e9", "0x7fffffff", "NaN",
    "inf", "2024-11-11 10:00 XYZ", "2024-W46-1", "2024-316", "11/12/2024", "12.11.2024", "2024/11/11",
    "Mon Nov 11 2024", "\u0662\u0660\u0662\u0664-11-11", "２０２４-11-11", "2024\u201111\u201111",
    "2024-11-11T10:00:00.0000000000000", "Mon, 99 Nov 2024 10:00:00 +0000",
    "Mon, 11 Nov 2024 25:00:00 +0000", "Mon, 11 Nov 2024 10:00:00 +9999", "11 Foo 2024 10:00 GMT",
    "2024-11-11T", "T10:00", "2024-11-11T10", "2024-11-11 10.00", "20241111", "2024-11", "2024", "x" * 5000,
    "9" * 400,
)  # fmt: skip
SLUGS = (
    "../x", "..", ".", "/", "/etc/passwd", "a/b", "a\\b", "..\\..\\x", "%2e%2e", "a%2fb", "A", "a b", "a_b",
    "-a", "a-", "a--b", "a.html", "a?b", "a#b", "a\u200bb", "\u0430 b", "ﬁ", "Ａ", "é", "e\u0301", "\u00ad",
    "a" * 201, "日" * 67, "a:b", "a;b", "<a>", '"', "'", "$(x)", "`x`", "{slug}", "a\nb", "a\tb", "CON ",
    "nul.txt", "a.", "...", "~", "*", "|", "ⅷ", "①", "ß", "İ",
)  # fmt: skip
ALIASES = (
    "old", "../old", "//evil.example/", "https://evil.example/", "javascript:x", "/a/../b", "/a/./b",
    "/../../etc", "/%2e%2e/x", "/a//b", "/a\\b", "/a?b", "/a#b", "/a*", "/:a", "/%zz%ff", "/%ff", "/\u200f",
    "/a%00b", "/a%0d%0aX:1", "mailto:a@b", "\\", "C:\\x", "http:", "?", "#", "/a\u00adb", "/%e2%80%ae",
)  # fmt: skip
LAYOUTS = (
    "../../etc/passwd", "..", "/etc/passwd", "a/b", "base.html", "../base", "A", "a b", "{{ x }}",
    "{% include x %}", "long-read.html", "layouts/long-read", "long-read\u200b", "\\x", "..\\base",
    "long_read", "%2e%2e", "a.b", "*", "Long-Read",
)  # fmt: skip
OUTSIDE = (
    "../../x.png", "../../../../../../../../etc/passwd", "/../x.png", "/../../x.png", "../../site.yaml",
    "..", "../..", "/..", "a/../../../x.png", "./../../x.png", "../" * 60 + "x.png", "/a/../../x.png",
    "../../content", "../../.env", "//../../x.png", "../../templates/base.html", "../../public/index.html",
    "../../.git/config", "/./../x", "b/c/../../../../d",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "data:text/html,x", "example.org", "//example.org/", "http://", "http:///x",
    "ftp://x/", "http://a b/", "http://[::1", "http://x:99999999/", "http://x:y/", "file:///etc/passwd",
    "http://x/{a}", "http://x/<b>", 'http://x/"', "http://x/\n/y", "mailto:", "tel:", "?x", "#x",
    "http://x\\@y/", "https:/x", "x" * 3000,
)  # fmt: skip
YAML = (
    "a: &x 1", "a: *x", "<<: {a: 1}", "a: !!python/object/apply:os.system [x]", "a: !x y", "a: [", "a: {",
    "a: 'x", 'a: "x', "\ta: 1", "a: 1\na: 2", "? [x]\n: 1", "a: b: c", "- x", "x", "[]",
    "a: |1\n x\n  y: [", "%YAML 9.9", "a: @x", "a: `x", "a: 1\n b: 2", "{a: 1}}", "a: \\", "a: \"\\q\"",
    "a: \"\\ud800\"", "*x", "&x", "!!binary x", "a: ]", "1", "null: [",
)  # fmt: skip
FIELDS = (
    ("dateline: [a]", "wrong-type"), ("summary: {a: b}", "wrong-type"), ("draft: maybe", "wrong-type"),
    ("draft: 2", "wrong-type"), ("draft: [true]", "wrong-type"), ("free: x", "wrong-type"),
    ("tags: ['!!!']", "empty-tag"), ("tags: {a: b}", "wrong-type"), ("tags: [[a]]", "wrong-type"),
    ("authors: ['?']", "unreadable-name"), ("authors: {a: b}", "wrong-type"),
    ("section: '...'", "bad-slug"), ("section: [a]", "wrong-type"), ("section: tags", "reserved-name"),
    ("section: assets", "reserved-name"), ("section: '2024'", "reserved-name"),
    ("language: xx-yy-zz", "bad-language"), ("language: ../x", "bad-language"),
    ("language: en_GB", "bad-language"), ("language: [en]", "wrong-type"), ("image: [a]", "wrong-type"),
    ("image: {alt: x}", "missing-field"), ("image: {src: a.png, focus: [2, 3]}", "bad-focus"),
    ("image: {src: a.png, focus: [nan, 0]}", "bad-focus"),
    ("image: {src: a.png, source_type: x}", "wrong-type"), ("recording: x.exe", "bad-recording"),
    ("recording: [a]", "wrong-type"), ("recording: {title: x}", "missing-field"),
    ("recording: {src: a.mp3, episode: 0}", "out-of-range"),
    ("recording: {src: a.mp3, episode: 1e9}", "wrong-type"),
    ("recording: {src: a.mp3, captions: x.srt}", "bad-recording"),
    ("recording: {src: a.mp3, kind: x}", "wrong-type"), ("chart: {type: x}", "missing-field"),
    ("series: '***'", "bad-slug"), ("series: [a]", "wrong-type"), ("key: A B", "bad-slug"),
    ("key: ../x", "bad-slug"), ("corrections: x", "wrong-type"),
    ("corrections: [{date: 2024-11-11}]", "missing-field"), ("corrections: [{text: x}]", "missing-field"),
    ("corrections: [{date: x, text: y}]", "unreadable-date"), ("live: maybe", "wrong-type"),
    ("live: {ended: x}", "unreadable-date"),
    ("corrections: [{date: 2024-11-11, text: x, kind: y}]", "unknown-kind"),
    ("sources: [{url: /x/}]", "missing-field"), ("sources: [{label: ''}]", "missing-field"),
    ("extra: x", "wrong-type"), ("related: {a: b}", "wrong-type"),
    ("expires: 2024-01-01", "ends-before-start"),
)  # fmt: skip
BYTES = (
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "binary-file"), (b"\xff\xd8\xff\xe0" + bytes(40), "binary-file"),
    (b"GIF89a" + bytes(40), "binary-file"), (b"RIFF" + bytes(40), "binary-file"),
    (b"%PDF-1.7 x", "binary-file"), (b"PK\x03\x04" + bytes(40), "binary-file"),
    (b"\x7fELF" + bytes(40), "binary-file"), (bytes(100), "binary-file"), (b"{\\rtf1 x}", "binary-file"),
    (b"\x1f\x8b" + bytes(20), "binary-file"), (b"7z\xbc\xaf x", "binary-file"), (b"", "empty-file"),
    (b"   \n\n\t", "empty-file"), ("\ufeff".encode(), "empty-file"), ("\u200b\n".encode(), "empty-file"),
    (b"x\0y" * 50, "binary-file"), (bytes(range(1, 32)) * 9, "binary-file"),
    (b"a" * 2_200_000, "too-large"), (b"\xff\xfe", "empty-file"), (b"\xfe\xff\0\n", "empty-file"),
    (b"\0\0\xfe\xff", "empty-file"),
)  # fmt: skip
NAMES = (
    b"bad-\xff.md", b"bad-\xed\xa0\x80.md", b"bad-\n.md", b"bad-\x1b[31m.md", b"bad-\x7f\x01.txt",
    b"\xc0\xaf.md", b"bad-\x7f.md", b"bad-\x7f.png", b"bad-\xc2\x9b31m.md", b"bad-\xe2\x80\xaegpj.X.md",
    b"bad-\xe2\x81\xa7.md", b"bad-\xe2\x80\xa8.md", b"bad-\xe2\x80\xa9.yaml",
)  # fmt: skip


_DATED = "date: 2024-11-11\n"


def _article(lines: str, date: str = _DATED) -> bytes:
    return f"---\ntitle: Bad\n{date}{lines}\n---\n\nText.\n".encode("utf-8", "surrogatepass")


def _with(
    name: str, values: Iterable[str], rule: str, line: str = "{}", date: str = _DATED
) -> Iterator[Hostile]:
    for number, value in enumerate(values):
        data = _article(f"{name}: {line.format(json.dumps(value))}", date)
        yield Hostile(f"bad/{name}-{number}.md", data, rule, 4 if date else 3)


def _fields() -> Iterator[Hostile]:
    yield from _with("date", DATES, "unreadable-date", date="")
    yield from _with("updated", DATES, "unreadable-date")
    yield from _with("expires", DATES, "unreadable-date")
    yield from _with("slug", SLUGS, "bad-slug")
    yield from _with("aliases", ALIASES, "bad-address", "[{}]")
    yield from _with("layout", LAYOUTS, "bad-layout")
    yield from _with("image", OUTSIDE, "path-outside-site")
    yield from _with("chart", OUTSIDE, "path-outside-site", "{{data: {}}}")
    recordings = [f"{path}/../x/a.mp3" for path in OUTSIDE if "content" not in path and path != ".."]
    yield from _with("recording", recordings, "path-outside-site")
    yield from _with("canonical", URLS, "bad-url")
    yield from _with("sources", URLS, "bad-url", "[{{label: x, url: {}}}]")
    for number, (line, rule) in enumerate(FIELDS):
        yield Hostile(f"bad/field-{number}.md", _article(line), rule, 1 if rule == "reserved-name" else 4)


def _texts() -> Iterator[Hostile]:
    for number, text in enumerate(YAML):
        data = f"---\n{text}\n---\n\nText.\n".encode()
        yield Hostile(f"bad/yaml-{number}.md", data, "", 1)
        yield Hostile(f"bad/orphan-{number}.yaml", f"{text}\n".encode(), "orphan-sidecar")
    for number, (data, rule) in enumerate(BYTES):
        yield Hostile(f"bad/bytes-{number}.md", data, rule)
        yield Hostile(f"bad/bytes-{number}-raw.txt", data, rule)
    yield Hostile("bad/open.md", b"---\ntitle: x\n\nText.\n", "unclosed-front-matter", 1)
    yield Hostile("bad/toml.md", b"+++\ntitle = [\n+++\nText.\n", "toml-syntax", 2)
    yield Hostile("bad/deep.md", _article("extra: " + "[" * 5000 + "]" * 5000), "", 4)
    yield Hostile("bad/long.md", _article("summary: " + "x" * 70_000), "too-long", 1)
    yield Hostile("bad/headless.md", b"---\ndate: 2024-11-11\n---\nText.\n", "no-headline", 1)
    yield Hostile("bad/signs.txt", b"???\n\nText.\n", "no-headline", 1)
    yield Hostile("bad/orphan.yaml", b"title: x\n", "orphan-sidecar")
    yield Hostile("pages/tags.md", b"---\ntitle: Tags\n---\nText.\n", "reserved-name", 1)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as found:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket is short
        try:
            found.bind(path.name)
        finally:
            os.chdir(here)


def _link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def _things() -> Iterator[Hostile]:
    for suffix in (".md", ".txt", ".yaml", ".png", ".csv", ".mp3", ".vtt", ""):
        yield Hostile(f"bad/pipe{suffix}", _pipe, "not-a-file")
        yield Hostile(f"bad/socket{suffix}", _socket, "not-a-file")
        yield Hostile(f"bad/device{suffix}", _link("/dev/zero"), "link-outside-site")
        yield Hostile(f"bad/out{suffix}", _link("../../../secret.txt"), "link-outside-site")
        yield Hostile(f"bad/absolute{suffix}", _link("/etc/passwd"), "link-outside-site")
        yield Hostile(f"bad/loop{suffix}", _link(f"loop{suffix}"), "broken-link-file")
        yield Hostile(f"bad/nowhere{suffix}", _link("nothing-here"), "broken-link-file")
        yield Hostile(f"bad/parent{suffix}", _link(".."), "link-to-folder")
        yield Hostile(f"bad/itself{suffix}", _link("."), "link-to-folder")
        yield Hostile(f"bad/root{suffix}", _link("../.."), "link-to-folder")
        yield Hostile(f"bad/system{suffix}", _link("/"), "link-outside-site")
    for name in NAMES:
        yield Hostile(f"bad/{name.decode('utf-8', 'surrogateescape')}", _article(""), "bad-name")


HOSTILE = (*_fields(), *_texts(), *_things())
