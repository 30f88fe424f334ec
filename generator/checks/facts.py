"""What is kept of a file of the output, so that the next check need not look into it again."""

from __future__ import annotations

from generator.checks.finding import Finding
from generator.model import Record


class Enclosure(Record, frozen=True):
    """A recording as a feed tells of it."""

    url: str
    length: int  # bytes
    page: str = ""  # the file of the output that its item leads to


class Facts(Record, frozen=True):
    """All that the rules want to know of one file. It depends on its bytes, its path and the site's address.

    What depends on other files is told as it is written, and judged when all files are known.
    """

    findings: tuple[Finding, ...] = ()  # for which the file alone is to blame
    ids: tuple[str, ...] = ()  # of the elements of a page
    links: tuple[str, ...] = ()  # that may lead into the site, each once, as they are written
    outside: tuple[str, ...] = ()  # that lead to other sites, without their fragments
    enclosures: tuple[Enclosure, ...] = ()
    told: tuple[str, ...] = ()  # other addresses of the site that stand in its text, as they are written


NOTHING = Facts()
