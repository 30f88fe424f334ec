"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.characters import isolated
from generator.contexts import FeedAuthor, FeedItem, FeedMedia, FeedPage, FeedRecording
from generator.formats import iso

VERSION = "https://jsonfeed.org/version/1.1"

_NOTHING: tuple[object, ...] = ("", [])


def json_feed(page: FeedPage) -> str:
    """A feed as JSON; what is not known is left out."""
    feed = _filled(
        version=VERSION,
        title=page.title,
        home_page_url=page.home,
        feed_url=page.url,
        description=page.description,
        user_comment=f"{page.help} {page.guide.url}",
        language=page.language,
        icon=page.logo,
        authors=[_author(page.publisher)],
        hubs=[{"type": "WebSub", "url": page.hub}] if page.hub else [],
    )
    feed["items"] = [_item(item, page.language, page.direction) for item in page.items]
    return f"{msgspec.json.format(msgspec.json.encode(feed), indent=1).decode()}\n"


def _item(item: FeedItem, language: str, direction: str) -> dict[str, Any]:
    return _filled(
        id=item.url,
        url=item.url,
        title=isolated(item.title, direction),
        summary=item.summary,
        content_html=item.content,
        image=item.image.url if item.image else "",
        date_published=iso(item.date),
        date_modified=iso(item.updated) if item.updated else "",
        authors=[_author(author) for author in item.authors],
        tags=list(dict.fromkeys(category.label for category in item.categories)),
        language=item.language if item.language != language else "",
        attachments=[
            *([_recording(item.recording)] if item.recording else ()),
            *([_attachment(item.image)] if item.image else ()),
        ],
    )


def _author(author: FeedAuthor) -> dict[str, Any]:
    return _filled(name=author.name, url=author.url)


def _attachment(media: FeedMedia) -> dict[str, Any]:
    return _filled(url=media.url, mime_type=media.type, title=media.description)


def _recording(recording: FeedRecording) -> dict[str, Any]:
    return _filled(
        url=recording.url,
        mime_type=recording.type,
        title=recording.title,
        size_in_bytes=recording.length,
        duration_in_seconds=recording.seconds or "",
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in _NOTHING}
