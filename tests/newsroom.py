"""The sample newsroom of `examples/newsroom`, copied and built as it stood at one moment."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from urllib.parse import quote, unquote

from sites import REPOSITORY, Result, Site

NOON = "2026-11-20T12:00:00+00:00"
NEXT_DAY = "2026-11-21T11:00:00+00:00"
NOW = dt.datetime.fromisoformat(NOON)
BASE = "https://gazette.example/"
EDITIONS = ("", "uk/", "ar/")
"""The folders of the site's own language and of its editions."""

ARTICLES = {
    "2019/03/choir-loses-its-tenor": "NewsArticle",
    "2019/06/breakwater-opens": "NewsArticle",
    "2026/10/archive-of-knots": "ReportageNewsArticle",
    "2026/10/fact-check-bridge": "NewsArticle",
    "2026/10/how-flood-warnings-work": "BackgroundNewsArticle",
    "2026/10/library-sale": "NewsArticle",
    "2026/10/low-tide": "ReportageNewsArticle",
    "2026/10/obituary-ada-penrose": "NewsArticle",
    "2026/10/the-wall-money-1-eleven-years": "ReportageNewsArticle",
    "2026/11/after-the-count": "AnalysisNewsArticle",
    "2026/11/auction-without-its-clock": "NewsArticle",
    "2026/11/build-inland": "OpinionNewsArticle",
    "2026/11/council-votes-on-pumps": "NewsArticle",
    "2026/11/gulls-elect-a-speaker": "SatiricalArticle",
    "2026/11/letter-from-a-lodger": "NewsArticle",
    "2026/11/north-mole-holds": "NewsArticle",
    "2026/11/oyster-week": "AdvertiserContentArticle",
    "2026/11/quay-ward-count": "LiveBlogPosting",
    "2026/11/spring-tide": "LiveBlogPosting",
    "2026/11/the-bell-under-the-water": "ReviewNewsArticle",
    "2026/11/the-keeper-who-stayed": "NewsArticle",
    "2026/11/the-wall-money-2-the-car-park": "ReportageNewsArticle",
    "2026/11/the-wall-money-3-reports": "ReportageNewsArticle",
    "2026/11/the-wall-money-4-what-a-metre-costs": "ReportageNewsArticle",
    "uk/2026/10/poperedzhennia-pro-povin": "BackgroundNewsArticle",
    "uk/2026/11/klas-de-rakhuiut-pryplyvy": "ReportageNewsArticle",
    "uk/2026/11/pivnichnyi-mol-vytrymav": "NewsArticle",
    "ar/2026/10/indharat-al-fayadan": "BackgroundNewsArticle",
    "ar/2026/11/al-rasif-al-shamali": "NewsArticle",
    "ar/2026/11/khabbaz-al-mina": "ReportageNewsArticle",
}
"""Every article that is published at noon, by its address, with its schema.org type."""

WITHHELD = (
    "Second Thoughts", "new-lifeboat", "tags/lifeboat",  # embargoed
    "draft-budget-leak", "treasurer", "Confidential ledger", "confidential-ledger",  # a draft
    "ferry-winter-times", "winter timetable", "tags/ferry",  # expired
    "written in advance", "t-20261120-1430",  # an entry of a live blog to come
    "withdrawn text", "must not be read", "left in the copier", "We trusted the paper",  # retracted
)  # fmt: skip
"""Words and addresses that no file of the output may hold at noon."""


def newsroom(root: Path) -> Site:
    """A copy of the sample newsroom in an empty folder."""
    shutil.copytree(REPOSITORY / "examples" / "newsroom", root, dirs_exist_ok=True)
    return Site(root)


def at_noon(root: Path) -> Result:
    """The newsroom, built."""
    result = newsroom(root).build(now=NOON, frozen=True)
    assert result.report.published, "\n".join(map(str, result.report.problems))
    return result


def url_of(path: str) -> str:
    """The address of a file of the output."""
    return BASE + quote(path.removesuffix("index.html"))


def file_at(built: Result, url: str) -> bytes | None:
    """The file that a server would send for an address of the site; None where it has none."""
    path = unquote(url.partition("#")[0].removeprefix(BASE))
    target = built.output / (f"{path}index.html" if not path or path.endswith("/") else path)
    return target.read_bytes() if url.startswith(BASE) and target.is_file() else None
