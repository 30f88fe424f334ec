"""What every page shows of the site."""

from __future__ import annotations

from generator.config import Config, Edition, LinkTo, Policy
from generator.contexts import Site, Translation
from generator.editions import below
from generator.formats import language_name
from generator.interface import say
from generator.languages import direction
from generator.pages.feeds.formats import links
from generator.pages.robots import licence


def site_context(config: Config, edition: Edition) -> Site:
    """What the pages of one language edition show."""
    feeds = links(below(edition.slug, "/"), edition.title, config.feeds.formats)
    return Site(
        title=edition.title,
        tagline=edition.tagline,
        description=edition.description,
        language=edition.language,
        direction=direction(edition.language),
        base_url=config.base_url,
        copyright=edition.copyright,
        sections=tuple(
            LinkTo(section.label, below(edition.slug, f"/{section.slug}/")) for section in edition.sections
        ),
        menu=edition.menu,
        footer_menu=edition.footer_menu,
        policies=tuple(_policy(policy, edition.language) for policy in edition.policies),
        theme=config.theme,
        home=below(edition.slug, "/"),
        editions=_switch(config.editions) if config.languages else (),
        licence=licence(config.robots),
        feeds=feeds,
    )


def site_contexts(config: Config) -> dict[str, Site]:
    """What the pages of each language edition show, by its slug."""
    return {edition.slug: site_context(config, edition) for edition in config.editions}


def _policy(policy: Policy, language: str) -> LinkTo:
    return LinkTo(policy.label or say(language, f"policy.{policy.kind}"), policy.url)


def _switch(editions: tuple[Edition, ...]) -> tuple[Translation, ...]:
    """The front pages of all editions, by the names of their languages; of two alike with the region."""
    plain = [_without_region(edition) for edition in editions]
    return tuple(
        Translation(
            edition.language,
            language_name(edition.language if plain.count(language) > 1 else language),
            below(edition.slug, "/"),
        )
        for edition, language in zip(editions, plain, strict=True)
    )


def _without_region(edition: Edition) -> str:
    return edition.language.split("-", maxsplit=1)[0]
