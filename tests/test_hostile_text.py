"""What attackers write into articles: in real browsers, with and without the policy that a host tells.

Without the policy a hole would show; with it, what the policy would have to stop.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lxml import etree
from payloads import ADDRESSES, PAYLOADS
from planted import FIELDS, addressed, planted, told
from scale import scaled
from sites import Result, site
from tools import served

from generator.hosts.headers import POLICY, headers_of
from generator.model import Severity
from generator.schemes import is_safe
from generator.stock.site import read_config

_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DETECTOR = (Path(__file__).parent / "detector.js").read_text(encoding="utf-8")
AT_A_TIME = 8  # payloads or addresses in every field of one site
AT_ONCE = 24  # pages
ROOM = "/the-detector"  # a page without a policy that opens the others in frames
WATCH = "addEventListener('securitypolicyviolation', e => V(e.violatedDirective + ' ' + e.blockedURI))"


T = TypeVar("T")


def some(things: tuple[str, ...], count: int) -> list[list[int]]:
    """The numbers of so many things from all over a list, in the portions of one site each."""
    numbers = [number * len(things) // count for number in range(count)]
    return [list(portion) for portion in batched(numbers, AT_A_TIME)]


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


PORTIONS = some(PAYLOADS, scaled(4, len(PAYLOADS)))
FORMS = some(ADDRESSES, scaled(8, len(ADDRESSES)))


class Visit:
    """What happened on the pages that were opened: scripts that ran, and what may not be."""

    def __init__(self, browser: Any) -> None:
        self.ran: set[int] = set()
        self.noise: list[str] = []
        self.places: list[str] = []
        self._context = browser.new_context()
        self._context.expose_binding("X", lambda _, number: self.ran.add(int(number)))
        self._context.expose_binding("V", lambda source, what: self._hear(source["frame"].url, what))
        self._context.add_init_script(WATCH)
        self._page = self._context.new_page()
        self._page.on("dialog", lambda dialog: self._hear(self._page.url, dialog.message) or dialog.dismiss())
        self._page.on("request", self._asked)
        self._page.route(f"**{ROOM}", lambda route: route.fulfill(content_type="text/html", body="<p>"))
        self.home = ""

    def _hear(self, where: str, what: str) -> None:
        self.noise.append(f"{where}: {what}")

    def _asked(self, request: Any) -> None:
        """Nothing of a page comes from elsewhere, but the pictures of other sites that articles show."""
        if not request.url.startswith((self.home, "data:image/", "https://", "about:")):
            self._hear(self._page.url, request.url)

    def open(self, addresses: Iterable[str]) -> None:
        for batch in batched(addresses, AT_ONCE):
            self._page.goto(f"{self.home}{ROOM}")
            self.places += self._page.evaluate(DETECTOR, batch)

    def show(self, texts: Iterable[str]) -> None:
        """HTML of feeds, each in a frame of its own that may run scripts."""
        self._page.goto("about:blank")
        self._page.evaluate(
            """texts => Promise.all(texts.map(text => new Promise(done => {
                const frame = document.createElement("iframe")
                frame.addEventListener("load", done)
                frame.srcdoc = `<!DOCTYPE html><base href="https://example.org/">${text}`
                document.body.append(frame)
            })))""",
            list(texts),
        )

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module", params=PORTIONS, ids=lambda portion: f"from {portion[0]}")
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with payloads in all fields of all kinds of pages."""
    done = planted(tmp_path_factory.mktemp("planted"), request.param).build(keep_going=True)
    assert done.ruled(Severity.ERROR) == set()
    return done


@pytest.fixture(scope="module", params=FORMS, ids=lambda portion: f"from {portion[0]}")
def misled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with unsafe addresses in all fields that take one."""
    forms = [ADDRESSES[number] for number in request.param]
    return addressed(tmp_path_factory.mktemp("addressed"), forms).build(keep_going=True)


def policy(result: Result) -> str:
    """What hosts tell, as Broadsheet has them told."""
    config, _ = read_config(result.output.parent)
    assert config
    return dict(headers_of(config)[0].fields)[POLICY]


def markup(result: Result) -> list[str]:
    """All that a browser shows by itself: pages, feeds, sitemaps, drawings."""
    return [path for path in result.files if path.endswith((".html", ".xml", ".svg"))]


@pytest.mark.browser
@pytest.mark.torture
@pytest.mark.parametrize("guarded", [False, True], ids=["bare", "with the policy"])
def test_nothing_of_an_article_runs(hostile: Result, browser: Any, guarded: bool) -> None:
    assert sum(map(len, PORTIONS)) * len(FIELDS) >= 190
    visit = Visit(browser)
    headers = {POLICY: policy(hostile)} if guarded else {}
    with served(hostile.output, headers) as visit.home:
        # A drawing by itself has a style sheet of its own, which the policy of the pages leaves out.
        opened = hostile.pages if guarded else markup(hostile)
        visit.open(f"{visit.home}/{path}" for path in opened)
        if not guarded:
            visit.show(feed_texts(hostile))
    visit.close()
    assert [told(number) for number in visit.ran] == []
    assert visit.places == []
    assert visit.noise == []


@pytest.mark.browser
@pytest.mark.torture
def test_no_address_of_an_article_leads_astray(misled: Result, browser: Any) -> None:
    visit = Visit(browser)
    with served(misled.output, {POLICY: f"{policy(misled)}; img-src 'self' data: https:"}) as visit.home:
        visit.open(f"{visit.home}/{path}" for path in misled.pages if "2024/05/" in path)
    visit.close()
    assert (visit.ran, visit.places) == (set(), [])
    assert list(unsafe(misled)) == []


@pytest.mark.browser
def test_a_hole_is_found(tmp_path: Path, browser: Any) -> None:
    """The detector itself: a theme that trusts headlines, and one that takes them for addresses."""
    here = planted(tmp_path, [0]).put(
        "templates/partials/notices.html", b"<div>{{ page.title|safe }}</div><a href='{{ page.title }}'>x</a>"
    )
    here.put("content/news/address.md", b"---\ntitle: 'JavaScript:X(7)'\ndate: 2024-01-01\n---\nText.\n")
    done = here.build(keep_going=True)
    for guarded in (False, True):
        visit = Visit(browser)
        with served(done.output, {POLICY: policy(done)} if guarded else {}) as visit.home:
            visit.open(f"{visit.home}/{path}" for path in done.pages if re.match(r"2024/\d\d/.", path))
        visit.close()
        assert bool(visit.ran) != guarded
        assert bool(visit.noise) == guarded
        assert any("JavaScript:X(7)" in place for place in visit.places)
        assert any("<script>" in place for place in visit.places)


def feed_texts(result: Result) -> list[str]:
    """All HTML that feeds hold."""
    found: set[str] = set()
    for path, data in result.files.items():
        if path.endswith(("feed.xml", "atom.xml")):
            for node in etree.fromstring(data).iter("{*}encoded", "description", f"{ATOM}content"):
                found.add(node.text or "")
        elif path.endswith("feed.json"):
            found |= {item.get("content_html", "") for item in json.loads(data)["items"]}
    return sorted(found)


ATOM = "{http://www.w3.org/2005/Atom}"
_ADDRESS_TAGS = {"link", "guid", "loc", "url", "uri", "id", "logo", "icon", "docs"}
_ADDRESS_NAMES = {"href", "url", "src", "xmlUrl", "htmlUrl", "scheme", "domain", "isPermaLink"}
_TEXTS = {
    "text", "headline", "name", "title", "summary", "description", "content_html", "caption", "creditText",
    "articleBody", "keywords", "tags", "abstract", "alternativeHeadline", "transcript", "backstory",
    "copyrightNotice", "user_comment", "correction", "articleSection", "genre", "dateline",
}  # fmt: skip
"""The members of JSON that are read and not followed."""


def unsafe(result: Result) -> Iterator[str]:
    """Every address in feeds, sitemaps and structured data that may not be there."""
    for path, data in result.files.items():
        if path.endswith((".xml", ".opml")):
            found = _in_xml(data)
        elif path.endswith(".json"):
            found = _in_json(json.loads(data))
        elif path.endswith(".html"):
            found = (
                address for piece in _DATA.findall(data.decode()) for address in _in_json(json.loads(piece))
            )
        else:
            continue
        yield from (f"{path}: {address}" for address in found if not is_safe(address))


def _in_xml(data: bytes) -> Iterator[str]:
    for node in etree.fromstring(data).iter("{*}*"):
        if etree.QName(node).localname in _ADDRESS_TAGS:
            yield node.text or ""
        for name, value in node.attrib.items():
            if etree.QName(name).localname in _ADDRESS_NAMES:
                yield str(value)


def _in_json(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (address for each in value for address in _in_json(each))
    elif isinstance(value, dict):
        followed = (each for name, each in value.items() if name not in _TEXTS)
        yield from (address for each in followed for address in _in_json(each))


RULE = re.compile(r"/\S* (?:/|https?://)\S* (?:30[1278]|410|200)!?")
RULES = {
    "nginx.conf": r'location = "(?:[^"\\]|\\.)*" \{ return 30\d "(?:[^"\\$]|\\.)*"; \}',
    "apache.conf": r'RewriteRule "(?:[^"\\]|\\.)*" "?(?:[^"\\$]|\\.)*"? \[[^\]]*\]',
}
HEADER = re.compile(r"(?:/\S*|  ! [A-Za-z-]+|  [A-Za-z-]+: [\x20-\x7e]+)")


def test_no_address_ends_the_line_of_a_file_for_hosts(tmp_path: Path) -> None:
    """Line ends, spaces and quotation marks in addresses and aliases: every line is of its one form."""
    misled = addressed(tmp_path, ADDRESSES, ("alias",)).build(keep_going=True)
    state = misled.output / ".broadsheet"
    assert [line for line in misled.text("_redirects").splitlines() if not RULE.fullmatch(line)] == []
    assert [line for line in misled.text("_headers").splitlines() if not HEADER.fullmatch(line)] == []
    for name, line in RULES.items():
        lines = (state / name).read_text(encoding="utf-8").splitlines()
        rules = [each for each in lines if each.startswith(("location =", "RewriteRule"))]
        assert len(rules) > 3
        assert [each for each in rules if not re.fullmatch(line, each)] == []
        assert not [each for each in lines if "evil" in each.lower() and each not in rules]


def test_json_and_xml_hold_no_text_that_ends_them(hostile: Result) -> None:
    for path, data in hostile.files.items():
        text = data.decode("utf-8") if path.endswith((".html", ".xml", ".json")) else ""
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202d\u202e\ufffe\uffff]", text), path
        for piece in _DATA.findall(text):
            assert not re.search("[<>&\u2028\u2029]", piece), path
        if path.endswith((".xml", ".opml")):
            etree.fromstring(data)


def test_texts_that_turn_others_about_end_within_themselves(tmp_path: Path) -> None:
    """U+202E is left out with a note; what an isolate begins, the headline ends (Unicode TR 9)."""
    result = site(
        tmp_path,
        """
        -- content/a.md --
        ---
        title: "Paid \\u202Efdp.exe and \\u2067turned"
        date: 2024-11-11
        slug: a
        ---
        Text &#x202E;of it.
        -- content/b.txt --
        \u2067One \u202bheadline\u2069\u2069 more\u202e

        Text.
        -- content/b.yaml --
        date: 2024-11-12
        -- content/c.md --
        ---
        title: "עברית 12"
        date: 2024-11-13
        ---
        Text.
        """,
    ).build()
    assert result.report.published
    noted = {("content/a.md", 2, "control-character"), ("content/b.txt", 1, "control-character")}
    assert noted <= {*result.rules}
    assert result.texts("2024/11/a/index.html", "h1") == ["Paid fdp.exe and \u2067turned\u2069"]
    assert "/2024/11/one-headline-more/" in result.text("sitemaps/2024-11.xml")
    balanced = "\u2067One \u202bheadline\u202c\u2069 more"
    assert result.texts("2024/11/one-headline-more/index.html", "h1") == [balanced]
    (title,) = result.texts("2024/11/c/index.html", "title")
    assert title == "\u2068עברית 12\u2069 – The Test Times"
    titles = [item["title"] for item in json.loads(result.text("feed.json"))["items"]]
    assert titles[0] == "\u2068עברית 12\u2069" == result.feed().entries[0].title
    for path in result.pages:
        assert not re.search("[\u202d\u202e]", result.text(path)), path
