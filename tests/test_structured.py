"""What the page of an article tells search engines: articles and live blogs as things of schema.org."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from standards.articles import check_article
from standards.json_ld import check_json_ld
from subjects import AROUND, ENTRIES, LIVE_BLOG, PLAIN, RETRACTION, RICH, RICH_AROUND, URL

from generator.labels import LABELS, SCHEMA_TYPES
from generator.model import Live
from generator.structured.articles import news_article, schema_type
from generator.structured.nodes import document, to_json


def test_an_article_tells_all_that_is_known_of_it_the_most_important_first() -> None:
    told = news_article(RICH, RICH_AROUND)
    assert told == {
        "@type": "NewsArticle",
        "@id": "https://example.org/2024/11/dam/#article",
        "url": URL,
        "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
        "headline": "The dam holds",
        "description": "It held.",
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://example.org/media/dam.jpg",
                "width": 1600,
                "height": 900,
                "caption": "The dam at dawn",
                "creditText": "Ana Li",
            }
        ],
        "datePublished": "2024-11-04T09:00:00+02:00",
        "dateModified": "2024-11-05T10:00:00+02:00",
        "expires": "2024-11-30T00:00:00+02:00",
        "author": [
            {
                "@type": "Person",
                "@id": "https://example.org/authors/jane/#person",
                "name": "Jane Doe",
                "url": "https://example.org/authors/jane/",
                "jobTitle": "Political editor",
                "sameAs": ["https://social.example/@jane"],
            }
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": "https://example.org/#organization",
            "name": "The Test Times",
            "url": "https://example.org/",
        },
        "articleSection": "World",
        "keywords": ["Floods", "Energy"],
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "dateline": "KYIV",
        "wordCount": 420,
        "backstory": "We read the minutes.",
        "citation": [
            {"@type": "CreativeWork", "name": "Minutes"},
            {
                "@type": "CreativeWork",
                "name": "Registry",
                "url": "https://example.net/r",
                "description": "Read on 3 November",
            },
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": "Clarification",
                "text": "The year was 1999.",
                "datePublished": "2024-11-05T10:00:00+02:00",
            }
        ],
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": "Flood Diary",
            "url": "https://example.org/series/flood-diary/",
        },
        "workTranslation": [
            {"@type": "Article", "url": "https://example.org/uk/2024/11/dam/", "inLanguage": "uk"}
        ],
    }
    assert list(told)[:5] == ["@type", "@id", "url", "mainEntityOfPage", "headline"]


def test_an_article_says_nothing_of_what_is_not_known() -> None:
    assert set(news_article(PLAIN, AROUND)) == {
        "@type", "@id", "url", "mainEntityOfPage", "headline", "datePublished", "dateModified", "publisher",
        "articleSection", "inLanguage", "isAccessibleForFree",
    }  # fmt: skip


def test_an_article_that_is_paid_for_says_so() -> None:
    assert news_article(replace(PLAIN, free=False), AROUND)["isAccessibleForFree"] is False


def test_the_page_of_a_copy_is_that_of_the_original() -> None:
    told = news_article(replace(PLAIN, canonical="https://example.net/dam"), AROUND)
    assert (told["mainEntityOfPage"]["@id"], told["url"]) == ("https://example.net/dam", URL)


@pytest.mark.parametrize("slug", [slug for slug in LABELS if slug != "live"])
def test_every_label_has_its_type(slug: str) -> None:
    assert news_article(replace(PLAIN, label=LABELS[slug]), AROUND)["@type"] == SCHEMA_TYPES[slug]


@pytest.mark.parametrize("label", ["", "Photo essay", "日本", "Live"])
def test_an_article_is_news_without_a_label_that_says_more(label: str) -> None:
    assert schema_type(label) == "NewsArticle"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("News", SCHEMA_TYPES["live"]),
        ("Live", SCHEMA_TYPES["live"]),
        ("Analysis", "LiveBlogPosting"),
        ("Sponsored", "AdvertiserContentArticle"),
        ("Satire", "SatiricalArticle"),
    ],
)
def test_a_live_blog_is_one_unless_it_is_paid_for_or_made_up(label: str, kind: str) -> None:
    told = news_article(replace(LIVE_BLOG, label=label), replace(AROUND, entries=ENTRIES))
    assert told["@type"] == kind
    assert ("liveBlogUpdate" in told) is (kind == "LiveBlogPosting")


@pytest.mark.parametrize(("label", "dated"), [("News", True), ("Opinion", True), ("Sponsored", False)])
def test_only_news_articles_have_a_dateline(label: str, dated: bool) -> None:
    assert ("dateline" in news_article(replace(RICH, label=label), AROUND)) is dated


def test_a_live_blog_has_no_dateline() -> None:
    told = news_article(replace(LIVE_BLOG, dateline="KYIV"), replace(AROUND, entries=ENTRIES))
    assert "dateline" not in told


def test_a_live_blog_tells_its_entries_as_plain_text() -> None:
    told = news_article(LIVE_BLOG, replace(AROUND, entries=ENTRIES))
    assert told["coverageStartTime"] == "2024-11-04T09:00:00+02:00"
    assert told["coverageEndTime"] == "2024-11-05T02:00:00+02:00"
    assert told["liveBlogUpdate"] == [
        {
            "@type": "BlogPosting",
            "url": f"{URL}#t-20241104-2200",
            "datePublished": "2024-11-04T22:00:00+02:00",
            "articleBody": "All quiet.",
        },
        {
            "@type": "BlogPosting",
            "headline": "The gates open",
            "url": f"{URL}#t-20241104-2100",
            "datePublished": "2024-11-04T21:00:00+02:00",
            "articleBody": "See the & map. More. Later.",
        },
    ]


def test_an_entry_that_is_withheld_is_not_told() -> None:
    told = to_json(news_article(LIVE_BLOG, replace(AROUND, entries=ENTRIES[1:])))
    assert "quiet" not in told and "gates" in told


def test_a_live_blog_that_goes_on_has_no_end() -> None:
    told = news_article(replace(LIVE_BLOG, live=Live(ENTRIES)), replace(AROUND, entries=ENTRIES))
    assert "coverageStartTime" in told and "coverageEndTime" not in told


def test_a_live_blog_is_an_article_until_there_is_an_entry_to_tell() -> None:
    told = news_article(LIVE_BLOG, AROUND)
    assert told["@type"] == "NewsArticle"
    assert not told.keys() & {"coverageStartTime", "coverageEndTime", "liveBlogUpdate"}


def test_a_retracted_article_tells_its_notice_and_nothing_of_its_content() -> None:
    article = replace(RICH, corrections=(RETRACTION, *RICH.corrections), live=Live(ENTRIES))
    told = news_article(article, replace(RICH_AROUND, entries=ENTRIES))
    assert told["creativeWorkStatus"] == "Retracted"
    assert told["headline"] == "The dam holds"
    assert [each["text"] for each in told["correction"]] == ["We could not confirm it.", "The year was 1999."]
    assert not told.keys() & {"description", "image", "wordCount", "backstory", "citation", "liveBlogUpdate"}


TOLD = {
    "all": news_article(RICH, RICH_AROUND),
    "live": news_article(LIVE_BLOG, replace(RICH_AROUND, entries=ENTRIES)),
    "retracted": news_article(replace(RICH, corrections=(RETRACTION,)), RICH_AROUND),
    **{label: news_article(replace(RICH, label=label), RICH_AROUND) for label in LABELS.values()},
}


@pytest.mark.parametrize("name", TOLD)
def test_articles_keep_to_the_vocabulary_and_to_what_google_asks_for(name: str) -> None:
    assert check_json_ld(f'<script type="application/ld+json">{to_json(document(TOLD[name]))}</script>') == []
    assert check_article(TOLD[name]) == []
