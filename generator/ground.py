"""What files of the output stand on: which names fit on every disk, and which of them are one place there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

OWN = ".broadsheet"
"""The folder of an output that is the builds' own; the name of a file that is being written ends so too."""

LONGEST_NAME = 200
"""Bytes of the name of a file or folder: what is made of it, such as `name.5c1….webp`, has to fit too."""
LONGEST_PATH = 1000  # bytes below the site: the output may lie deeper than the sources
DEEPEST = 50  # folders within each other


def misfit(path: str) -> str:
    """A path down to the first folder that is too deep or too long to fit everywhere; "" where all fits."""
    short = len(path) <= (LONGEST_NAME if path.isascii() else LONGEST_NAME // 4)
    if short and path.count("/") < DEEPEST:
        return ""
    length, parts = 0, path.split("/")
    for depth, part in enumerate(parts, 1):
        size = size_of(part)
        length += size + 1
        if size > LONGEST_NAME or length > LONGEST_PATH or depth > DEEPEST:
            return "/".join(parts[:depth])
    return ""


def size_of(name: str) -> int:
    return len(name.encode("utf-8", "surrogatepass"))


def is_own(name: str) -> bool:
    """Whether the name of a file or folder is one of the builds' own.

    Some disks do not tell `A` from `a`, and some leave out dots and spaces at the end of a name.
    """
    return name.casefold().rstrip(". ").endswith(OWN)


def folded(path: str) -> str:
    """A path as disks see it that tell neither small from capital letters nor two ways to write an accent."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


class Ground:
    """Who has which place: a file has its own, and the folders that it lies in."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def take(self, file: str, owner: str) -> None:
        """Give a file its place, and those of its folders, as far as nobody has them."""
        path = folded(file)
        self._owners.setdefault(path, owner)
        for folder in _folders(path):
            self._owners.setdefault(f"{folder}/", owner)

    def holder(self, file: str) -> str:
        """Who is in the way of a file: there, in a folder by its name, or by the name of a folder of it."""
        path = folded(file)
        ways = (path, f"{path}/", *_folders(path))
        return next((self._owners[way] for way in ways if way in self._owners), "")


def _folders(path: str) -> Iterator[str]:
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)
