"""What the answers of other sites mean for the links to them. None of them is an error: the cause lies with
others, and may be gone tomorrow."""

from __future__ import annotations

from generator.checks.external.asking import Answer
from generator.checks.finding import Finding
from generator.model import Severity

_GUARDED = (401, 402, 403, 405, 407, 429, 451, 999)
"""Answers to a program, where a reader may see a page: the last is a well-known network's own."""


def verdict(url: str, answer: Answer) -> Finding | None:
    """The finding for one address; None where all is well."""
    if answer.private:
        message = f"{url} was not asked for: {answer.reason}"
        cure = "Mend the address; if it is right, name its host under `check: private` in site.yaml"
        return _warning("private-link", message, cure, url)
    if not answer.status:
        message = f"{url} cannot be reached: {answer.reason}"
        return _warning(
            "external-unreached", message, "Try it in a browser, and mend or remove the link", url
        )
    if answer.status in _GUARDED:
        message = f"{url} answers {answer.status} to a program, so that nobody knows whether it is there"
        return _note("external-unknown", message, "Try it in a browser, once", url)
    if answer.status >= 500:
        message = f"{url} answers {answer.status}: something is wrong with that site"
        return _warning("external-unreached", message, "Try it in a browser, and check again later", url)
    if answer.status >= 400:
        message = f"{url} answers {answer.status}: it is not there any more"
        return _warning("external-dead", message, "Link to another page, or to an archived copy of it", url)
    if answer.target and answer.target.partition("#")[0] != url:
        message = f"{url} has moved to {answer.target}"
        return _note("external-moved", message, f"Write {answer.target}", url)
    return None


def unasked(count: int) -> Finding:
    """The finding for addresses that the time did not suffice for."""
    some = "1 address of another site was" if count == 1 else f"{count} addresses of other sites were"
    message = f"{some} not asked for, since the time was over"
    cure = "Check again: what was answered is remembered; or give more with `--time-limit`"
    return Finding("external-unasked", message, cure, (), Severity.NOTE)


def _warning(rule: str, message: str, cure: str, url: str) -> Finding:
    return Finding(rule, message, cure, (url,), Severity.WARNING)


def _note(rule: str, message: str, cure: str, url: str) -> Finding:
    return Finding(rule, message, cure, (url,), Severity.NOTE)
