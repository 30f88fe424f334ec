"""Who is told that something new is published. Nothing of it can make a deploy fail."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode, urlsplit

from generator.config import Config
from generator.ledger.published import url_of
from generator.model import Record
from generator.targets import Target
from generator.urls import absolute

PATIENCE = 10  # seconds for each answer
MOST = 10_000  # addresses in one call of IndexNow
_FEEDS = ("feed.xml", "atom.xml", "feed.json")


class Word(Record, frozen=True):
    """One announcement, and what came of it."""

    to: str
    what: str
    succeeded: bool
    answer: str = ""


def announce(
    target: Target, config: Config, base_url: str, changed: Sequence[str], gone: Sequence[str]
) -> tuple[Word, ...]:
    """Tell those whom a target names of the files that were sent and removed, by their paths."""
    wanted = target.announce
    words: list[Word] = []
    if wanted.websub and config.feeds.hub:
        words += websub(config.feeds.hub, base_url, changed)
    if wanted.indexnow and (pages := [path for path in (*changed, *gone) if path.endswith(".html")]):
        words += indexnow(wanted.indexnow_endpoint, wanted.indexnow, base_url, pages)
    if wanted.webhook and (changed or gone):
        words.append(webhook(wanted.webhook, target.name, base_url, changed, gone))
    return tuple(words)


def websub(hub: str, base_url: str, changed: Sequence[str]) -> Iterator[Word]:
    """A ping for each feed that has changed (WebSub, https://www.w3.org/TR/websub/, and PubSubHubbub 0.4)."""
    for path in changed:
        if path.rsplit("/", 1)[-1] in _FEEDS:
            feed = absolute(url_of(path), base_url)
            form = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
            send = partial(_post, hub, form, "application/x-www-form-urlencoded")
            yield _tell("WebSub", feed, send)


def indexnow(endpoint: str, key: str, base_url: str, paths: Sequence[str]) -> Iterator[Word]:
    """The addresses of pages that are new, changed or gone (https://www.indexnow.org/documentation)."""
    for start in range(0, len(paths), MOST):
        some = [
            absolute(url_of(path), base_url) for path in paths[start : start + MOST] if path != "404.html"
        ]
        body = {
            "host": urlsplit(base_url).netloc,
            "key": key,
            "keyLocation": f"{base_url}{key}.txt",
            "urlList": some,
        }
        what = f"{len(some):,} address{'es' * (len(some) != 1)}"
        yield _tell("IndexNow", what, partial(_post_json, endpoint, body))


def webhook(address: str, target: str, base_url: str, changed: Sequence[str], gone: Sequence[str]) -> Word:
    """A JSON value with `target`, `base_url`, and the addresses that were `changed` and `gone`."""

    def call() -> str:
        url = os.environ.get(address[1:], "") if address.startswith("$") else address
        if not url:
            raise OSError(f"the environment has no {address[1:]}")
        return _post_json(url, {
            "target": target,
            "base_url": base_url,
            "changed": [absolute(url_of(path), base_url) for path in changed],
            "gone": [absolute(url_of(path), base_url) for path in gone],
        })  # fmt: skip

    # The address is not told: it may be a secret.
    return _tell("webhook", "one call", call)


def _tell(to: str, what: str, call: Callable[[], str]) -> Word:
    try:
        return Word(to, what, True, call())
    except urllib.error.HTTPError as error:
        return Word(to, what, False, f"answers {error.code} {error.reason}")
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return Word(to, what, False, " ".join(str(reason).split())[:200])


def _post_json(url: str, body: Mapping[str, object]) -> str:
    return _post(url, json.dumps(body).encode(), "application/json; charset=utf-8")


def _post(url: str, body: bytes, media_type: str) -> str:
    request = urllib.request.Request(url, body, {"Content-Type": media_type, "User-Agent": "Broadsheet"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return f"{answer.status}"
