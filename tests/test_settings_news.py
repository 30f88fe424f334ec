"""The keys of `site.yaml` that only a newsroom needs: editions, series, the publisher, robots, security."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.config import Author, Config, Edition, LinkTo, Organisation, Policy, Section, Series, Tag
from generator.model import Mention
from generator.options import Feeds, Robots, Security
from generator.settings.loader import load_config
from generator.settings.navigation import POLICY_KINDS

ROOT = Path(__file__).parent.parent


def load(text: str) -> Config:
    config, problems = load_config("site.yaml", f"title: A\n{text}")
    assert not problems
    assert config is not None
    return config


def brief(text: str) -> list[str]:
    _, problems = load_config("site.yaml", f"title: A\n{text}\n")
    return [f"{found.line}:{found.column} {found.rule}" for found in problems]


def cure(text: str) -> str:
    _, problems = load_config("site.yaml", f"title: A\n{text}\n")
    assert len(problems) == 1
    return problems[0].cure


def test_series_and_topics() -> None:
    config = load(
        "series: {flood-diary: {label: Flood Diary, description: D}, cold-cases: , x: Ex}\n"
        "tags:\n"
        "  floods:\n"
        "    topic: yes\n"
        "    start: [world/a.md, '/2024/11/b']\n"
        "  storms: {start: content/c.txt}\n"
    )
    assert config.series == (
        Series("flood-diary", "Flood Diary", "D"),
        Series("cold-cases", "Cold Cases"),
        Series("x", "Ex"),
    )
    assert config.tags == (
        Tag(
            "floods",
            "Floods",
            topic=True,
            start=(
                Mention("content/world/a.md", "site.yaml", 6, 13),
                Mention("/2024/11/b/", "site.yaml", 6, 25),
            ),
        ),
        Tag("storms", "Storms", start=(Mention("content/c.txt", "site.yaml", 7, 19),)),
    )


def test_authors() -> None:
    config = load(
        "authors: {jane: {name: J, role: Editor, same_as: [https://a.example/, https://b.example/]}}"
    )
    same_as = ("https://a.example/", "https://b.example/")
    assert config.authors == (Author("jane", "J", role="Editor", same_as=same_as),)


def test_editions() -> None:
    config = load(
        "languages:\n"
        "  uk:\n"
        "    title: Газета\n"
        "    tagline: T\n"
        "    description: D\n"
        "    copyright: C\n"
        "    sections: [{slug: world, label: Світ}]\n"
        "    tags: {floods: {label: Повені, topic: true, start: content/uk/a.md}}\n"
        "    series: {diary: Щоденник}\n"
        "    menu: [Про нас: /uk/about/]\n"
        "    footer_menu: {Пошта: 'mailto:a@b.c'}\n"
        "    policies: {ethics: /uk/ethics/}\n"
        "  pt-br:\n"
    )
    assert config.languages == (
        Edition(
            "uk",
            "uk",
            "Газета",
            "T",
            "D",
            "C",
            (Section("world", "Світ"),),
            (Tag("floods", "Повені", topic=True, start=(Mention("content/uk/a.md", "site.yaml", 9, 56),)),),
            (Series("diary", "Щоденник"),),
            (LinkTo("Про нас", "/uk/about/"),),
            (LinkTo("Пошта", "mailto:a@b.c"),),
            (Policy("ethics", "", "/uk/ethics/", 13, 24),),
        ),
        Edition("pt-br", "pt-BR"),
    )


def test_the_publisher_and_what_robots_are_told() -> None:
    config = load(
        "timezone: Europe/Paris\n"
        "organisation: {name: N, legal_name: L, logo: i/l.png, founded: 1821-05-05, email: 'mailto:a@b.c', "
        "telephone: +44 20 7946 0000, address: 1 Street, same_as: https://c.example/, x: paper}\n"
        "corrections: bottom\n"
        "age_notice: 3\n"
        "free: no\n"
        "feeds: {formats: [json, rss], hub: https://hub.example/}\n"
        "robots: {ai: https://l.example/license.xml, disallow: [/private/, '/*.pdf$']}\n"
        "security: {contact: [mailto:a@b.c, tel:+1-201-555-0123, https://c.example/], expires: 2027-01-01, "
        "policy: https://p.example/, encryption: 'dns:5d2d._openpgpkey.example.com?type=OPENPGPKEY', "
        "acknowledgments: https://t.example/, languages: [en, fr]}\n"
    )
    assert config.organisation == Organisation(
        "N",
        "L",
        "i/l.png",
        "1821-05-05",
        "a@b.c",
        "+44 20 7946 0000",
        "1 Street",
        ("https://c.example/",),
        "@paper",
    )
    assert (config.corrections, config.age_notice, config.free) == ("bottom", 3, False)
    assert config.feeds == Feeds(20, ("json", "rss"), "https://hub.example/")
    assert config.robots == Robots("https://l.example/license.xml", ("/private/", "/*.pdf$"))
    assert config.security == Security(
        ("mailto:a@b.c", "tel:+1-201-555-0123", "https://c.example/"),
        dt.datetime(2027, 1, 1, tzinfo=ZoneInfo("Europe/Paris")),
        "https://p.example/",
        "dns:5d2d._openpgpkey.example.com?type=OPENPGPKEY",
        "https://t.example/",
        ("en", "fr"),
    )


@pytest.mark.parametrize(("zone", "offset"), [("timezone: Asia/Tokyo", 9), ("", 0)])
def test_a_day_of_expiry_begins_in_the_zone_of_the_site(zone: str, offset: int) -> None:
    found = load(f"security: {{contact: mailto:a@b.c, expires: 2027-01-01}}\n{zone}\n").security
    assert found is not None
    assert found.expires == dt.datetime(2027, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=offset)))


def test_a_wrong_zone_or_language_is_told_once() -> None:
    security = "security: {contact: tel:1, expires: 2027-01-01}"
    assert brief(f"timezone: Europe/Pari\n{security}") == ["2:11 bad-timezone"]
    assert brief("language: klingonese\nlanguages: {uk: }\nsections: [world]") == ["2:11 bad-language"]


def test_every_kind_of_policy_has_a_place_and_a_name() -> None:
    lines = "".join(f"  {kind}: {{label: L, url: /{kind}/}}\n" for kind in POLICY_KINDS)
    found = load(f"policies:\n{lines}").policies
    assert [policy.kind for policy in found] == list(POLICY_KINDS)
    for number, policy in enumerate(found, 3):
        assert (policy.line, policy.column) == (number, len(f"  {policy.kind}: {{label: L, url: ") + 1)
    texts = yaml.safe_load((ROOT / "generator/interface/en.yaml").read_text(encoding="utf-8"))
    assert {f"policy.{kind}" for kind in POLICY_KINDS} <= set(texts)
    manual = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    line = next(line for line in manual.splitlines() if line.startswith("The kinds of policies"))
    assert re.findall("`([a-z-]+)`", line) == [*POLICY_KINDS, "label"]


BAD = [
    ("series: {Flood Diary: x}", ["2:10 bad-slug"]),
    ("series: {a: {lable: x}}", ["2:14 unknown-field"]),
    ("series: [a]", ["2:9 wrong-type"]),
    ("tags: {a: {topic: maybe}}", ["2:19 wrong-type"]),
    (
        "tags: {a: {start: [https://example.org/x/, ../secret.md, //evil.example/]}}",
        ["2:20 bad-story", "2:44 bad-story", "2:58 bad-story"],
    ),
    ("tags: {a: {start: [world/a.md, content/world/a.md]}}", ["2:32 duplicate"]),
    ("authors: {jane: {same_as: [jane.example, /jane/]}}", ["2:28 bad-url", "2:42 bad-url"]),
    ("languages: [uk]", ["2:12 wrong-type"]),
    ("languages: {ukrainian: }", ["2:13 bad-language"]),
    ("languages: {pt_BR: }", ["2:13 bad-language"]),
    ("languages: {en: }", ["2:13 duplicate"]),
    ("languages: {EN: }", ["2:13 duplicate"]),
    ("languages: {pt-BR: , uk: , pt-br: }", ["2:28 duplicate"]),
    ("languages: {uk: {titel: x}}", ["2:18 unknown-field"]),
    ("languages: {uk: {tags: {a: {aliases: [b]}}}}", ["2:29 unknown-field"]),
    ("languages: {uk: {sections: [tags], policies: {ethcs: /x/}}}",
     ["2:29 reserved-name", "2:47 unknown-field"]),
    ("languages: {uk: , pt-BR: }\nsections: [world, uk, {slug: pt-br}]",
     ["3:19 reserved-name", "3:30 reserved-name"]),
    ("sections: [uk]\nlanguages: {UK: }", ["2:12 reserved-name"]),
    ("organisation: The Paper", ["2:15 wrong-type"]),
    ("organisation: {logo: ../x.png, founded: 1921-02-30}", ["2:22 bad-path", "2:41 unreadable-date"]),
    ("organisation: {founded: long ago, email: desk, telephone: call us}",
     ["2:25 unreadable-date", "2:42 bad-email", "2:59 bad-telephone"]),
    ("organisation: {x: 'https://x.com/paper', same_as: [https://a.example/, https://a.example/]}",
     ["2:19 bad-account", "2:72 duplicate"]),
    ("corrections: middle", ["2:14 wrong-type"]),
    ("age_notice: 51", ["2:13 out-of-range"]),
    ("free: perhaps", ["2:7 wrong-type"]),
    ("feeds: {formats: []}", ["2:18 missing-field"]),
    ("feeds: {formats: [rss, rdf, rss]}", ["2:24 wrong-type", "2:29 duplicate"]),
    ("feeds: {hub: http://hub.example/}", ["2:14 bad-url"]),
    ("feeds: {hub: /hub/}", ["2:14 bad-url"]),
    ("robots: {ai: alow}", ["2:14 wrong-type"]),
    ("robots: {ai: http://l.example/x}", ["2:14 bad-url"]),
    ("robots: {disallow: [private, '/a b', '/a#b', /ok/]}",
     ["2:21 bad-path", "2:30 bad-path", "2:38 bad-path"]),
    ("security: {expires: 2027-01-01}", ["2:11 missing-field"]),
    ("security: {contact: mailto:a@b.c}", ["2:11 missing-field"]),
    ("security: {contact: [], expires: 2027-01-01}", ["2:21 missing-field"]),
    ("security: {contact: [desk@example.org, http://a.example/, mailto:ab, call], expires: soon}",
     ["2:22 bad-url", "2:40 bad-url", "2:59 bad-url", "2:70 bad-url", "2:86 unreadable-date"]),
    ("security: {contact: tel:1, expires: 2027-01-01, policy: /p/, encryption: k.asc, languages: [klingon]}",
     ["2:57 bad-url", "2:74 bad-url", "2:93 bad-language"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[text for text, _ in BAD])
def test_bad_lines(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_the_sections_of_an_edition_may_have_the_code_of_a_language() -> None:
    """They stand below the edition, where no other language has its pages."""
    assert load("languages: {uk: {sections: [en]}}").languages[0].sections == (Section("en", "En"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("robots: {ai: Deny}", "Did you mean `deny`"),
        ("security: {contact: a@b.org, expires: 2027-01-01}", "Write `mailto:a@b.org`"),
        ("policies: {mision: /m/}", "Did you mean `mission`"),
        ("feeds: {hub: http://h.example/x}", "Write `https://h.example/x`, if the page is served so"),
        ("tags: {a: {start: https://e.org/2024/a/}}",
         "If it is one of this site, write its path, such as `/2024/a/`"),
        ("languages: {uk: {sectons: [a]}}", "Did you mean `sections`"),
    ],
)  # fmt: skip
def test_the_cure(text: str, expected: str) -> None:
    assert cure(text) == expected


def test_mistakes_are_told_without_a_title_too() -> None:
    _, problems = load_config("site.yaml", "languages: {uk: }\nsections: [uk]\nsecurity: {expires: x}\n")
    assert [(found.line, found.rule) for found in problems] == [
        (1, "missing-field"),
        (2, "reserved-name"),
        (3, "missing-field"),
        (3, "unreadable-date"),
    ]


ADDRESSES = st.sampled_from(["content", "..", ".", "", "a.md", "index.html", "ä", "%2e%2e", "a?b", "#", "\\"])


@given(st.lists(ADDRESSES, min_size=1).map("/".join))
@example("content/../../x.md")
@example("../content/x.md")
def test_a_story_never_leaves_the_site(written: str) -> None:
    node = yaml.safe_dump({"title": "A", "tags": {"a": {"start": [f"x{written}", written]}}})
    config, problems = load_config("site.yaml", node)
    assert (config is None) == any(found.rule in ("bad-story", "duplicate") for found in problems)
    for tag in config.tags if config else ():
        for story in tag.start:
            parts = story.text.split("/")
            assert parts[0] in ("", "content")
            assert not {".", ".."} & set(parts)
            assert "" not in parts[1:-1]


NEWS_KEYS = (
    *("series", "tags", "authors", "languages", "organisation", "corrections", "age_notice", "free", "feeds"),
    *("robots", "security", "policies", "timezone", "language", "sections"),
)
DEEP_KEYS = st.sampled_from(
    (
        "uk",
        "pt-BR",
        "en",
        "start",
        "topic",
        "sections",
        "contact",
        "expires",
        "ai",
        "disallow",
        "x",
        "founded",
    )
) | st.text(max_size=4)


@given(st.dictionaries(st.sampled_from(NEWS_KEYS), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates()
    | st.sampled_from(["uk", "https://[", "mailto:a@b.c", "2024-13-01", "/x/", "//"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(DEEP_KEYS, inner, max_size=3),
    max_leaves=10,
)))  # fmt: skip
def test_no_data_raises(data: dict[str, object]) -> None:
    config, problems = load_config("site.yaml", yaml.safe_dump({"title": "A", **data}, allow_unicode=True))
    assert (config is None) == any(found.severity == "error" for found in problems)
