"""What things of JSON-LD are to have, by their type.

Google's pages on each: article, breadcrumb, video, profile-page, organization, below
https://developers.google.com/search/docs/appearance/structured-data/; of a live blog
https://schema.org/LiveBlogPosting, which Google reads without a page about it.
"""

from __future__ import annotations

from generator.model import Record


class Wanted(Record, frozen=True):
    """`required` has what a thing is of no use without, `recommended` what it is shown better with."""

    required: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()  # which are to have a time zone


_DATES = ("datePublished", "dateModified")
ARTICLE = Wanted(
    ("headline", "datePublished"), ("author", "dateModified", "image", "publisher"), (*_DATES, "expires")
)
LIVE = Wanted(
    (*ARTICLE.required, "liveBlogUpdate", "coverageStartTime"),
    ARTICLE.recommended,
    (*ARTICLE.dates, "coverageStartTime", "coverageEndTime"),
)
ENTRY = Wanted(("datePublished",), ("articleBody",), _DATES)

WANTED: dict[str, Wanted] = {
    "LiveBlogPosting": LIVE,
    "BreadcrumbList": Wanted(("itemListElement",)),
    "ListItem": Wanted(("position",)),
    "VideoObject": Wanted(("name", "thumbnailUrl", "uploadDate"), ("contentUrl",), ("uploadDate",)),
    "AudioObject": Wanted(("contentUrl",), (), ("uploadDate",)),
    "ImageObject": Wanted(("url|contentUrl",)),
    "Person": Wanted(("name",), ("url",)),
    "Organization": Wanted(("name",), ("url",)),
    "NewsMediaOrganization": Wanted(("name",), ("url",)),
    "WebSite": Wanted(("name", "url")),
    "ProfilePage": Wanted(("mainEntity",), (), _DATES),
    "CorrectionComment": Wanted(("text",), (), ("datePublished",)),
}
"""By type; `a|b` is one of two. All types that end in `Article` or `Posting` are articles."""


def wanted(types: tuple[str, ...], inside: str) -> Wanted:
    """What a thing of some types is to have, as the value of a property."""
    if inside == "liveBlogUpdate":
        return ENTRY
    for name in types:
        if name in WANTED:
            return WANTED[name]
        if name.endswith(("Article", "Posting")) and not inside:
            return ARTICLE
    return Wanted()


def is_article(types: tuple[str, ...]) -> bool:
    return any(name.endswith(("Article", "Posting")) for name in types)
