"""What pages tell machines of the newsroom, the site, its people and its lists."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from standards.articles import check_breadcrumbs
from standards.json_ld import check_json_ld
from subjects import BASE, JANE, JANE_URL, NEWSROOM, PHOTO, SITE, at

from generator.config import LinkTo, Organisation, Policy
from generator.settings.navigation import POLICY_LABELS
from generator.structured.nodes import Image, document, to_json
from generator.structured.organisation import POLICY_PROPERTIES, organisation
from generator.structured.pages import breadcrumbs, collection_page, person, profile_page, web_page


def test_the_newsroom_in_full() -> None:
    facts = Organisation(
        "Test Media", "Test Media Ltd", "logo.svg", "1851", "desk@example.org", "+44 20 7946 0000",
        "1 Fleet Street", ("https://social.example/@times", "https://x.com/times"), "@times",
    )  # fmt: skip
    policies = (Policy("ethics", "", "/ethics/"), Policy("contact", "", "/ask us/"))
    logo = Image("https://example.org/logo.svg")
    assert organisation(facts, "The Test Times", BASE, policies, logo) == {
        "@type": "NewsMediaOrganization",
        "@id": "https://example.org/#organization",
        "name": "Test Media",
        "legalName": "Test Media Ltd",
        "url": "https://example.org/",
        "logo": {"@type": "ImageObject", "url": "https://example.org/logo.svg"},
        "foundingDate": "1851",
        "email": "desk@example.org",
        "telephone": "+44 20 7946 0000",
        "address": "1 Fleet Street",
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "newsroom",
            "url": "https://example.org/ask%20us/",
        },
        "sameAs": ["https://social.example/@times", "https://x.com/times"],
        "ethicsPolicy": "https://example.org/ethics/",
    }


@pytest.mark.parametrize(("kind", "name"), POLICY_PROPERTIES.items())
def test_every_policy_has_its_property(kind: str, name: str) -> None:
    policies = (Policy(kind, "", "https://example.net/p"),)
    assert organisation(Organisation(), "T", BASE, policies)[name] == "https://example.net/p"


def test_the_policies_without_a_property_are_known() -> None:
    assert set(POLICY_LABELS) - set(POLICY_PROPERTIES) == {"contact", "privacy"}


def test_where_two_policies_share_a_property_the_exact_one_stands() -> None:
    policies = (Policy("feedback", "", "/f/"), Policy("actionable-feedback", "", "/a/"))
    told = organisation(Organisation(), "T", BASE, policies)
    assert told["actionableFeedbackPolicy"] == "https://example.org/a/"


def test_a_newsroom_below_a_path_is_another_one() -> None:
    told = organisation(
        Organisation(x="@t"), "T", "https://example.org/news/", (Policy("ethics", "", "/e/"),)
    )
    assert told["@id"] == "https://example.org/news/#organization"
    assert told["ethicsPolicy"] == "https://example.org/news/e/"
    assert told["sameAs"] == ["https://x.com/t"]


def test_the_website_names_its_publisher() -> None:
    assert SITE == {
        "@type": "WebSite",
        "@id": "https://example.org/#website",
        "name": "The Test Times",
        "url": "https://example.org/",
        "description": "News of tests",
        "inLanguage": "en",
        "publisher": {"@id": "https://example.org/#organization"},
    }


def test_breadcrumbs_count_the_steps() -> None:
    trail = (LinkTo("Home", BASE), LinkTo("World", f"{BASE}world/"), LinkTo("The dam holds", ""))
    assert breadcrumbs(trail)["itemListElement"] == [
        {
            "@type": "ListItem",
            "position": 1,
            "name": "Home",
            "item": {"@type": "WebPage", "@id": "https://example.org/"},
        },
        {
            "@type": "ListItem",
            "position": 2,
            "name": "World",
            "item": {"@type": "WebPage", "@id": "https://example.org/world/"},
        },
        {"@type": "ListItem", "position": 3, "name": "The dam holds"},
    ]
    assert breadcrumbs(trail[:1]) == {}


def test_a_profile_tells_more_of_a_person_than_an_article_does() -> None:
    author = replace(JANE, bio="Writes on dams.")
    told = profile_page(author, JANE_URL, "en", picture=PHOTO, employer=NEWSROOM, site=SITE)
    assert (told["@type"], told["name"], told["url"]) == ("ProfilePage", "Jane Doe", JANE_URL)
    assert told["isPartOf"] == {"@id": "https://example.org/#website"}
    someone = told["mainEntity"]
    assert person(author, JANE_URL).items() <= someone.items()
    assert someone["description"] == "Writes on dams."
    assert someone["image"]["url"] == PHOTO.url
    assert someone["worksFor"] == {"@id": "https://example.org/#organization"}
    assert "Writes" not in to_json(person(author, JANE_URL))


def test_lists_and_plain_pages() -> None:
    url = f"{BASE}tags/floods/"
    tagged = collection_page("Floods", url, "en", about="Floods", description="All of it", site=SITE)
    assert tagged == {
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": "Floods",
        "description": "All of it",
        "inLanguage": "en",
        "isPartOf": {"@id": "https://example.org/#website"},
        "about": {"@type": "Thing", "name": "Floods"},
    }
    about = web_page("About us", f"{BASE}about/", "en", kind="AboutPage", modified=at(4))
    assert (about["@type"], about["dateModified"]) == ("AboutPage", "2024-11-04T00:00:00+02:00")
    assert set(web_page("A", BASE, "en")) == {"@type", "@id", "url", "name", "inLanguage"}


def test_pages_keep_to_the_vocabulary() -> None:
    facts = Organisation(
        "N", "N Ltd", founded="1851-02-01", email="a@example.org", address="1 Street", x="@n"
    )
    policies = tuple(Policy(kind, "", f"/{kind}/") for kind in (*POLICY_PROPERTIES, "contact"))
    way = breadcrumbs((LinkTo("Home", BASE), LinkTo("World", "")))
    told = document(
        organisation(facts, "T", BASE, policies, PHOTO),
        SITE,
        way,
        collection_page("Floods", f"{BASE}tags/floods/", "en", about="Floods", site=SITE),
        profile_page(replace(JANE, bio="B"), JANE_URL, "en", picture=PHOTO, employer=NEWSROOM, site=SITE),
        web_page("Ask us", f"{BASE}ask/", "en", kind="ContactPage", description="D", modified=at(4)),
    )
    assert check_json_ld(f'<script type="application/ld+json">{to_json(told)}</script>') == []
    assert check_breadcrumbs(way) == []
