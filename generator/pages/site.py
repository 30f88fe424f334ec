"""What every page shows of the site."""

from __future__ import annotations

from generator.config import Config, LinkTo
from generator.contexts import Site
from generator.languages import direction


def site_context(config: Config) -> Site:
    return Site(
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        language=config.language,
        direction=direction(config.language),
        base_url=config.base_url,
        copyright=config.copyright,
        sections=tuple(LinkTo(section.label, f"/{section.slug}/") for section in config.sections),
        menu=config.menu,
        footer_menu=config.footer_menu,
        policies=config.policies,
        theme=config.theme,
    )
