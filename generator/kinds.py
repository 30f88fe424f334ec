"""The kinds of files under `content/`, by the ending of their names."""

from __future__ import annotations

import posixpath

TEXTS = (".md", ".txt")
SIDECARS = (".yaml", ".yml")
CAPTIONS = ".vtt"
TRANSCRIPT = ".transcript.txt"
RECORDINGS = frozenset((
    ".flac", ".m4a", ".m4b", ".m4v", ".mov", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav", ".webm",
))  # fmt: skip
"""The endings of sound and film; what a file is shows in its bytes."""
TABLES = (".csv", ".tsv")
SERVED = frozenset((
    ".asp", ".aspx", ".cfm", ".cgi", ".jsp", ".jspx", ".phar", ".php", ".php3", ".php4", ".php5", ".php7",
    ".php8", ".phps", ".pht", ".phtml", ".pl", ".shtm", ".shtml",
))  # fmt: skip
"""The endings of what a server may run, and some do wherever they stand in a name: `x.php.jpg`."""
ACTIVE = SERVED | frozenset((
    ".atom", ".cjs", ".css", ".hta", ".htc", ".htm", ".html", ".jar", ".js", ".mht", ".mhtml", ".mjs",
    ".rdf", ".rss", ".swf", ".wasm", ".webmanifest", ".xht", ".xhtm", ".xhtml", ".xml",
    ".xsl", ".xslt",
))  # fmt: skip
"""The endings of what would run, were it published: pages, scripts, style sheets, programs."""


def suffix(path: str) -> str:
    """The ending of a name in small letters: `.md`."""
    return posixpath.splitext(path)[1].lower()


def is_active(path: str) -> bool:
    """Whether a file would run somewhere, were it published."""
    inner = (f".{part}" for part in posixpath.basename(path).lower().split(".")[1:])
    return suffix(path) in ACTIVE or not SERVED.isdisjoint(inner)


def is_text(path: str) -> bool:
    """Whether a file is an article."""
    return suffix(path) in TEXTS and not is_transcript(path)


def is_raw(path: str) -> bool:
    """Whether an article is raw text; any other is Markdown."""
    return suffix(path) == ".txt"


def is_sidecar(path: str) -> bool:
    """Whether a file holds the fields of a raw text."""
    return suffix(path) in SIDECARS


def is_recording(path: str) -> bool:
    """Whether a file is sound or film by its name."""
    return suffix(path) in RECORDINGS


def is_captions(path: str) -> bool:
    """Whether a file holds what is said in a recording, with its times (WebVTT)."""
    return suffix(path) == CAPTIONS


def is_transcript(path: str) -> bool:
    """Whether a file holds in plain text what is said in the recording beside it; it is no article."""
    return path.lower().endswith(TRANSCRIPT)


def accompanied(path: str) -> tuple[str, ...]:
    """What a recording may be called, without its ending, that captions or a transcript belong to.

    Those of `tide.uk.vtt` are `tide`, whose captions are in Ukrainian, and `tide.uk`.
    """
    if is_transcript(path):
        whole = path[: -len(TRANSCRIPT)]
    elif is_captions(path):
        whole = path[: -len(CAPTIONS)]
    else:
        return (posixpath.splitext(path)[0],)
    shorter, language = posixpath.splitext(whole)
    return (whole, shorter) if language and "/" not in language else (whole,)


def language_in(path: str, stem: str) -> str:
    """What stands between the name of a recording and the ending of its captions: `uk`."""
    ending = TRANSCRIPT if is_transcript(path) else CAPTIONS
    return path[len(stem) : -len(ending)].lstrip(".")
