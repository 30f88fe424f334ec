"""The site's configuration as types. `generator/settings/loader.py` reads `site.yaml` into them."""

from __future__ import annotations

from generator.model import Record

RESERVED = frozenset(
    {"archive", "assets", "authors", "corrections", "feeds", "media", "pages", "series"}
    | {"sitemaps", "static", "tags"}
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


class Tag(Record, frozen=True):
    slug: str
    label: str
    description: str = ""
    aliases: tuple[str, ...] = ()  # slugs that mean this tag


class Feeds(Record, frozen=True):
    items: int = 20  # articles in each feed


class Lists(Record, frozen=True):
    newest: int = 30  # articles at the head of a list
    year: int = 200  # articles above which a year splits into months
    related: int = 4


class Markdown(Record, frozen=True):
    engine: str = "python-markdown"  # or "commonmark"
    clean: bool = True  # clean the HTML in articles
    embeds: tuple[str, ...] = ()  # hosts whose iframes are kept


class Policy(Record, frozen=True):
    """A page on how the newsroom works: ethics, corrections, ownership…"""

    kind: str
    label: str
    url: str


class Theme(Record, frozen=True):
    logo: str = ""  # a path under static/
    accent: str = ""  # a CSS colour, #rrggbb
    accent_dark: str = ""  # the accent, light enough to be read in dark mode
    head: str = ""  # trusted HTML at the end of <head>
    footer: str = ""  # trusted HTML in the footer


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
    lists: Lists = Lists()
    markdown: Markdown = Markdown()
    theme: Theme = Theme()

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
        )

    @property
    def base_path(self) -> str:
        return base_path(self.base_url)
