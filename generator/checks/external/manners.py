"""Many questions, politely: a host is asked one thing at a time, with a pause after each, and is left alone
for as long as it asks for. Many hosts are asked at once."""

from __future__ import annotations

import heapq
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from urllib.parse import urlsplit

from generator.checks.external.asking import Answer
from generator.model import Record

Ask = Callable[[str], Answer]
Heard = Callable[[str, Answer], None]
"""Told of each answer as it comes."""


class Manners(Record, frozen=True):
    """How many are asked at once, and how long is waited. Times are in seconds."""

    hosts: int = 16  # that are asked at once
    pause: float = 0.5  # between two questions to one host
    patience: float = 60  # that a host may ask for; for longer, it is not asked again
    tries: int = 2  # for one address
    limit: float = 300  # for all questions together


class _Host:
    """What is still to be asked of one host, and from when on it may be asked."""

    def __init__(self, urls: Iterable[str]) -> None:
        self.urls = deque(urls)
        self.tried: dict[str, int] = defaultdict(int)


def ask_all(urls: Iterable[str], ask: Ask, heard: Heard, manners: Manners) -> list[str]:
    """Ask for all addresses, and give those for which the time was too short."""
    hosts: dict[str, _Host] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc.lower(), _Host(())).urls.append(url)
    end = time.monotonic() + manners.limit
    ready = [(0.0, name) for name in sorted(hosts)]
    heapq.heapify(ready)
    asked: dict[Future[Answer], tuple[str, str]] = {}
    with ThreadPoolExecutor(manners.hosts) as pool:
        while (ready or asked) and (now := time.monotonic()) < end:
            while ready and ready[0][0] <= now and len(asked) < manners.hosts:
                _, name = heapq.heappop(ready)
                url = hosts[name].urls.popleft()
                asked[pool.submit(ask, url)] = name, url
            soon = min(end, ready[0][0]) if ready and len(asked) < manners.hosts else end
            if not asked:
                time.sleep(max(0.0, soon - now))
                continue
            done, _ = wait(asked, max(0.01, soon - now), FIRST_COMPLETED)
            for each in done:
                name, url = asked.pop(each)
                again = _take(hosts[name], url, each.result(), heard, manners)
                if hosts[name].urls:
                    heapq.heappush(ready, (time.monotonic() + again, name))
    left = (url for _, url in asked.values())  # which came to an end only after the time was over
    return sorted({*left, *(url for host in hosts.values() for url in host.urls)})


def _take(host: _Host, url: str, answer: Answer, heard: Heard, manners: Manners) -> float:
    """Take an answer; give the seconds for which the host is left alone."""
    host.tried[url] += 1
    if answer.wait and answer.wait <= manners.patience and host.tried[url] < manners.tries:
        host.urls.appendleft(url)
        return answer.wait
    heard(url, answer)
    if answer.wait > manners.patience:
        # It has asked not to be asked, and the others of its addresses would be no other.
        while host.urls:
            heard(host.urls.popleft(), answer)
    return max(manners.pause, min(answer.wait, manners.patience))
