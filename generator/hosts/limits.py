"""What a host would refuse, found before anything is sent."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.hosts import MIB, Host
from generator.model import Problem, Severity

_TOLD = 5  # files that are named one by one
_WILDCARD = re.compile(r"\*|/:[A-Za-z]")


def limits(
    host: Host, files: Mapping[str, int], redirects: Iterable[str] = (), headers: Iterable[str] = ()
) -> Iterator[Problem]:
    """An error for each limit of a host that an output goes beyond.

    `files` has the size of each file in bytes, by its path below the output; `redirects` and `headers` are
    the lines of `_redirects` and `_headers`. A limit that the host only recommends is a warning.
    """
    most = host.limits
    if most.files and len(files) > most.files:
        yield _problem(host, f"{len(files)} files are more than the {most.files} of", "Publish less, or move")
    if most.total_size and sum(files.values()) > most.total_size:
        total = -(-sum(files.values()) // MIB)
        yield _problem(host, f"{total} MB are more than the {most.total_size // MIB} of", "Move large files")
    yield from _files(host, files)
    yield from _folders(host, files)
    yield from _redirects(host, [*_told(redirects)])
    yield from _headers(host, [*_told(headers)])


def _told(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _files(host: Host, files: Mapping[str, int]) -> Iterator[Problem]:
    if not host.limits.file_size:
        return
    large = sorted(path for path, size in files.items() if size > host.limits.file_size)
    limit = host.limits.file_size // MIB
    for path in large[:_TOLD]:
        size = -(-files[path] // MIB)
        cure = "Make the file smaller, or link to it elsewhere"
        yield _problem(host, f"{path} has {size} MB, more than the {limit} of", cure, path)
    if len(large) > _TOLD:
        cure = "Make them smaller, or link to them elsewhere"
        yield _problem(host, f"{len(large) - _TOLD} more files have more than the {limit} MB of", cure)


def _folders(host: Host, files: Mapping[str, int]) -> Iterator[Problem]:
    if not host.limits.folder:
        return
    for folder, count in sorted(Counter(map(posixpath.dirname, files)).items()):
        if count > host.limits.folder:
            message = f"/{folder} has {count} files, more than the {host.limits.folder} in one folder of"
            yield _problem(host, message, "Spread them over folders", folder)


def _redirects(host: Host, rules: Sequence[str]) -> Iterator[Problem]:
    most = host.limits
    # Where wildcards are counted apart, all that follows the first of them counts with them.
    first = next((place for place, rule in enumerate(rules) if _is_dynamic(rule)), len(rules))
    plain = first if most.dynamic else len(rules)
    if most.redirects and plain > most.redirects:
        advised = host.name == "netlify"  # which recommends, and refuses only what is too large for it
        severity = Severity.WARNING if advised else Severity.ERROR
        message = f"{plain} redirects are more than the {most.redirects} of"
        cure = "Use a host with a configuration of its own, or add `files` to `hosting`, for pages instead"
        yield _problem(host, message, cure, "_redirects", severity)
    if most.dynamic and len(rules) - plain > most.dynamic:
        message = f"{len(rules) - plain} redirects from the first with a wildcard on are more than the"
        cure = "Write them without wildcards, or after those that have none"
        yield _problem(host, f"{message} {most.dynamic} of", cure, "_redirects")
    for line in rules:
        if most.line and len(line) > most.line:
            message = f"The redirect of {line.split()[0][:80]} has {len(line)} characters, more than"
            yield _problem(host, f"{message} the {most.line} of", "Shorten it", "_redirects")
    size = sum(len(line.encode()) + 1 for line in rules)
    if most.redirects_size and size > most.redirects_size:
        message = f"The redirects have {size} bytes, more than the {most.redirects_size} of"
        yield _problem(host, message, "Leave out the oldest", "_redirects")


def _is_dynamic(rule: str) -> bool:
    """Whether a redirect is for more than one address: it has a splat, or a placeholder."""
    return _WILDCARD.search(rule.split(maxsplit=1)[0]) is not None


def _headers(host: Host, lines: Sequence[str]) -> Iterator[Problem]:
    most = host.limits
    count = sum(not line[0].isspace() for line in lines)
    if most.headers and count > most.headers:
        message = f"{count} rules for headers are more than the {most.headers} of"
        cure = "Each fingerprinted file of static/ is one: have fewer, or fewer under `headers:`"
        yield _problem(host, message, cure, "_headers")
    rule = ""
    for line in lines:
        rule = rule if line[0].isspace() else line
        if most.headers_line and len(line) > most.headers_line:
            message = f"A header of {rule[:80]} has {len(line)} characters, more than the"
            cure = "Shorten it; most often it is the Content-Security-Policy"
            yield _problem(host, f"{message} {most.headers_line} of", cure, "_headers")


def _problem(
    host: Host, message: str, cure: str, path: str = "", severity: Severity = Severity.ERROR
) -> Problem:
    where = path or "site.yaml"
    return Problem(
        where, 0, 0, "host-limit", f"{message} {host.title}", f"{cure}. See {host.limits.source}", severity
    )
