"""The design of a site: its templates and static files, the site's own before the theme's."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from generator.assets import fingerprint
from generator.config import Config
from generator.model import Problem, Record
from generator.pages.site import site_context
from generator.templates import Renderer
from generator.theme import refused_templates, static_files, template_folders


class Design(Record, frozen=True):
    """What turns composed pages into files."""

    renderer: Renderer
    statics: tuple[tuple[str, str, bytes], ...]  # path, URL and bytes of each static file
    problems: tuple[Problem, ...]


def load_design(root: Path, config: Config) -> Design:
    own, faulty = static_files(root)
    refused, forbidden = refused_templates(root)
    files = {path: file.read_bytes() for path, file in own.items()}
    assets = fingerprint(files, (config.theme.accent, config.theme.accent_dark))
    urls = {path: url for path, (url, _) in assets.items()}
    renderer = Renderer(template_folders(root), config, site_context(config), urls, refused)
    statics = tuple((path, *asset) for path, asset in assets.items())
    problems = (*faulty, *forbidden, *renderer.problems(), *_missing_logo(config.theme.logo, assets))
    return Design(renderer, statics, problems)


def _missing_logo(logo: str, assets: Container[str]) -> Iterator[Problem]:
    if logo and logo not in assets:
        yield Problem(
            "site.yaml",
            0,
            0,
            "missing-logo",
            f"There is no static/{logo} for the logo of the theme",
            "Put the file there, or mend `theme: logo`",
        )
