"""The meta tags from which social networks make the preview of a link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from subjects import ARTICLES, BASE, IMAGES, JANE_URL, PHOTO, PLAIN, RETRACTION, RICH, TEXTS, URL, at

from generator.model import Article
from generator.structured.nodes import Image
from generator.structured.previews import Meta, Preview, article_meta, graph_locale, page_meta


def contents(tags: tuple[Meta, ...], key: str) -> list[str]:
    return [tag.content for tag in tags if tag.key == key]


PREVIEW = Preview("The dam holds", URL, "en-GB", "The Test Times", "It held.", PHOTO, ("uk", "en"), "@times")


def test_the_preview_of_an_article() -> None:
    tags = article_meta(
        PREVIEW, RICH, section="World", modified=at(5, 10), authors=(JANE_URL,), tags=("Floods", "Energy")
    )
    assert [(tag.attribute, tag.key, tag.content) for tag in tags] == [
        ("property", "og:type", "article"),
        ("property", "og:title", "The dam holds"),
        ("property", "og:description", "It held."),
        ("property", "og:url", URL),
        ("property", "og:site_name", "The Test Times"),
        ("property", "og:locale", "en_GB"),
        ("property", "og:locale:alternate", "uk_UA"),
        ("property", "og:locale:alternate", "en_US"),
        ("property", "og:image", "https://example.org/media/dam.jpg"),
        ("property", "og:image:width", "1600"),
        ("property", "og:image:height", "900"),
        ("property", "og:image:alt", "A dam."),
        ("property", "article:published_time", "2024-11-04T09:00:00+02:00"),
        ("property", "article:modified_time", "2024-11-05T10:00:00+02:00"),
        ("property", "article:expiration_time", "2024-11-30T00:00:00+02:00"),
        ("property", "article:author", JANE_URL),
        ("property", "article:section", "World"),
        ("property", "article:tag", "Floods"),
        ("property", "article:tag", "Energy"),
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:site", "@times"),
        ("name", "twitter:image:alt", "A dam."),
    ]


def test_the_preview_of_another_page() -> None:
    assert [(tag.key, tag.content) for tag in page_meta(Preview("World", BASE, "tlh"))] == [
        ("og:type", "website"),
        ("og:title", "World"),
        ("og:url", "https://example.org/"),
        ("twitter:card", "summary"),
    ]
    assert contents(page_meta(PREVIEW, "profile"), "og:type") == ["profile"]


def test_the_preview_of_a_copy_leads_to_the_original() -> None:
    article = replace(PLAIN, canonical="https://example.net/dam")
    tags = article_meta(PREVIEW, article, section="World", modified=at(5))
    assert contents(tags, "og:url") == ["https://example.net/dam"]


def test_the_preview_of_a_retracted_article_is_its_headline() -> None:
    tags = article_meta(PREVIEW, replace(PLAIN, corrections=(RETRACTION,)), section="World", modified=at(6))
    assert contents(tags, "og:title") == ["The dam holds"]
    assert contents(tags, "twitter:card") == ["summary"]
    assert not [tag for tag in tags if "description" in tag.key or "image" in tag.key]


@pytest.mark.parametrize(
    ("width", "height", "card"),
    [
        (0, 0, "summary_large_image"),
        (300, 157, "summary_large_image"),
        (299, 900, "summary"),
        (900, 156, "summary"),
    ],
)
def test_a_small_picture_makes_a_small_card(width: int, height: int, card: str) -> None:
    tags = page_meta(replace(PREVIEW, image=Image(PHOTO.url, width, height)))
    assert contents(tags, "twitter:card") == [card]


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en-GB", "en_GB"),
        ("en", "en_US"),
        ("uk", "uk_UA"),
        ("ar", "ar_EG"),
        ("zh-Hant", "zh_TW"),
        ("sr-Latn", "sr_RS"),
        ("es-419", "es_ES"),  # a part of the world is no country
        ("eo", ""),
        ("x-own", ""),
    ],
)
def test_open_graph_wants_a_country(language: str, found: str) -> None:
    assert graph_locale(language) == found


def test_a_language_is_its_own_alternate_but_once() -> None:
    tags = page_meta(Preview("T", BASE, "en", translations=("en-US", "uk", "uk-UA")))
    assert contents(tags, "og:locale:alternate") == ["uk_UA"]


@given(ARTICLES, TEXTS, TEXTS, st.none() | IMAGES)
def test_no_tag_is_empty(article: Article, title: str, section: str, image: Image | None) -> None:
    preview = Preview(title, URL, article.language, image=image)
    tags = article_meta(preview, article, section=section, modified=at(5), tags=[title])
    assert all(tag.content for tag in tags)
    assert len({tag.key for tag in tags}) == len(tags)
