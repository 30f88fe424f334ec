"""The site's configuration as types. `generator/settings/loader.py` reads `site.yaml` into them."""

from __future__ import annotations

import msgspec

from generator.model import Mention, Record
from generator.options import (
    Checking,
    Feeds,
    HeaderRule,
    Lists,
    Markdown,
    Pictures,
    Robots,
    Rule,
    Security,
    Theme,
)
from generator.targets import Target

RESERVED = frozenset(
    {"archive", "assets", "authors", "corrections", "feeds", "media", "pages", "podcasts", "series"}
    | {"site-map", "sitemaps", "static", "tags"}
)
"""First parts of URLs that Broadsheet keeps for itself; four-digit years are its own too."""


def base_path(base_url: str) -> str:
    """The path of a base URL without its final slash: `""` or `/news`."""
    _, _, path = base_url.split("://", 1)[-1].partition("/")
    return f"/{path.strip('/')}" if path.strip("/") else ""


class LinkTo(Record, frozen=True):
    """A named link: a menu item, an author's profile, a tag."""

    label: str
    url: str


class Section(Record, frozen=True):
    """A section as `site.yaml` lists it; the order there is the order of the navigation."""

    slug: str
    label: str
    description: str = ""


class Author(Record, frozen=True):
    slug: str
    name: str
    bio: str = ""
    picture: str = ""  # path of a picture in the site folder
    links: tuple[LinkTo, ...] = ()
    role: str = ""  # "Political editor"
    same_as: tuple[str, ...] = ()  # other addresses of the same person


class Tag(Record, frozen=True):
    slug: str
    label: str
    description: str = ""
    aliases: tuple[str, ...] = ()  # slugs that mean this tag
    topic: bool = False  # a running story, named at the foot of its articles
    start: tuple[Mention, ...] = ()  # articles to begin with: source paths or URL paths


class Series(Record, frozen=True):
    """A run of articles that belong together, such as an investigation in parts."""

    slug: str
    label: str
    description: str = ""


class Policy(Record, frozen=True):
    """A page on how the newsroom works: ethics, corrections, ownership…"""

    kind: str
    label: str  # "" for the name of its kind in the reader's language
    url: str
    line: int = 0  # where site.yaml names it
    column: int = 0


class Edition(Record, frozen=True):
    """The part of a site in another language than its own, below `/{slug}/`."""

    slug: str  # the language in small letters: `pt-br`
    language: str  # `pt-BR`
    title: str = ""  # that of the site where it is not given, and so with the texts below
    tagline: str = ""
    description: str = ""
    copyright: str = ""
    sections: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    series: tuple[Series, ...] = ()
    menu: tuple[LinkTo, ...] = ()
    footer_menu: tuple[LinkTo, ...] = ()
    policies: tuple[Policy, ...] = ()


class Organisation(Record, frozen=True):
    """Who publishes the site, as search engines are told (schema.org NewsMediaOrganization)."""

    name: str = ""  # that of the site where it is not given
    legal_name: str = ""
    logo: str = ""  # a path under static/
    founded: str = ""  # a year, or a day as YYYY-MM-DD
    email: str = ""
    telephone: str = ""
    address: str = ""
    same_as: tuple[str, ...] = ()
    x: str = ""  # the account on X, with its @


class Podcast(Record, frozen=True):
    """A feed of the recordings of a list, for podcast apps."""

    slug: str
    title: str
    author: str
    image: str  # the path of a picture in the site folder
    categories: tuple[tuple[str, str], ...]  # of Apple's list, each with its subcategory or ""
    description: str = ""
    owner: str = ""  # who looks after it, by name; the author where it is not given
    email: str = ""
    explicit: bool = False
    type: str = "episodic"  # or "serial": whether the newest or the first episode is heard first
    language: str = ""  # the slug of an edition; "" is the site's own
    kind: str = ""  # of the list that it draws from: "section", "tag", "series"; "" is all articles
    name: str = ""  # the slug of that list
    funding: tuple[LinkTo, ...] = ()  # where listeners can pay
    links: tuple[LinkTo, ...] = ()  # where it can be heard
    locked: bool = True  # no other host may take it over
    guid: str = ""  # by which directories know it, wherever it moves
    items: int = 300  # the newest episodes, in the feed


class Config(Record, frozen=True):
    """`site.yaml`, complete and checked."""

    title: str
    tagline: str = ""
    description: str = ""
    base_url: str = "http://localhost:8000/"  # always ends in a slash
    language: str = "en"
    timezone: str = "UTC"  # an IANA name
    sections: tuple[Section, ...] = ()
    authors: tuple[Author, ...] = ()
    tags: tuple[Tag, ...] = ()
    permalink: str = "/{year}/{month}/{slug}/"
    boilerplate: tuple[str, ...] = ()  # regular expressions that match a whole line
    labels: tuple[str, ...] = ()  # article labels beyond the built-in ones
    menu: tuple[LinkTo, ...] = ()  # beside the sections
    footer_menu: tuple[LinkTo, ...] = ()
    policies: tuple[Policy, ...] = ()
    copyright: str = ""
    feeds: Feeds = Feeds()
    pictures: Pictures = Pictures()
    lists: Lists = Lists()
    markdown: Markdown = Markdown()
    theme: Theme = Theme()
    series: tuple[Series, ...] = ()
    languages: tuple[Edition, ...] = ()  # beside the site's own
    organisation: Organisation = Organisation()
    corrections: str = "top"  # or "bottom": where an article shows them
    age_notice: int = 0  # years after which an article says that it is old; 0 for never
    free: bool = True  # whether articles can be read without paying, unless they say otherwise
    robots: Robots = Robots()
    security: Security | None = None
    deploy: tuple[Target, ...] = ()  # where the site is deployed to
    redirects: tuple[Rule, ...] = ()
    hosting: tuple[str, ...] = ()  # hosts of `hosts.HOSTS`
    headers: tuple[HeaderRule, ...] = ()
    podcast: tuple[Podcast, ...] = ()
    check: Checking = Checking()

    def for_reading(self) -> Config:
        """What the reading of an article depends on; all else is left at its default.

        A build that finds another one here than the last time reads every article again.
        """
        return Config(
            title="",
            base_url=self.base_url,
            language=self.language,
            timezone=self.timezone,
            authors=tuple(Author(author.slug, author.name) for author in self.authors),
            tags=tuple(Tag(tag.slug, "", aliases=tag.aliases) for tag in self.tags if tag.aliases),
            permalink=self.permalink,
            boilerplate=self.boilerplate,
            labels=self.labels,
            markdown=self.markdown,
            series=tuple(Series(each.slug, each.label) for each in self.series),
            languages=tuple(Edition(each.slug, each.language) for each in self.languages),
            age_notice=self.age_notice,
            free=self.free,
            pictures=Pictures(cards=self.pictures.cards),
        )

    @property
    def editions(self) -> tuple[Edition, ...]:
        """All language editions, the site's own first; what the others leave out is taken from it."""
        own = Edition(
            "",
            self.language,
            self.title,
            self.tagline,
            self.description,
            self.copyright,
            self.sections,
            self.tags,
            self.series,
            self.menu,
            self.footer_menu,
            self.policies,
        )
        shared = ("title", "tagline", "description", "copyright", "menu", "footer_menu", "policies")
        others = (
            msgspec.structs.replace(
                each,
                **{name: getattr(own, name) for name in shared if not getattr(each, name)},
                tags=tuple(self._as_topic(tag) for tag in each.tags),
            )
            for each in self.languages
        )
        return (own, *others)

    def _as_topic(self, tag: Tag) -> Tag:
        """A tag of an edition, which is a topic too where it is one in the site's own language."""
        topic = tag.topic or any(each.topic for each in self.tags if each.slug == tag.slug)
        return msgspec.structs.replace(tag, topic=topic)

    @property
    def base_path(self) -> str:
        return base_path(self.base_url)
