"""The design of a site: its templates and static files, the site's own before the theme's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assets import Asset, fingerprint
from generator.config import Config
from generator.disk import read_file
from generator.model import Problem
from generator.pages.site import site_contexts
from generator.store.keeping import FOLDER
from generator.theme import locate, overridden

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from generator.templates import Renderer, Template

TEMPLATES = (".html", ".xml", ".txt")
CACHE = f"{FOLDER}/templates"


class Design:
    """What turns composed pages into files. Nothing is read before it is needed.

    `digests` has the SHA-256, hexadecimal, of every file below the two folders `templates/` and the two
    `static/`; `urls` is given where the addresses of the static files are known already. `version` is that of
    the store where compiled templates are to be kept.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        digests: Mapping[str, str],
        urls: Mapping[str, str] | None = None,
        version: bytes = b"",
    ) -> None:
        self.root = root
        self._config = config
        self._digests = digests
        self._urls = urls
        self._version = version
        self._templates = overridden("templates", digests)
        self._statics = overridden("static", digests)

    @cached_property
    def assets(self) -> dict[str, Asset]:
        """Every static file, by its name."""
        theme = self._config.theme
        files = {name: self._digests[path] for name, path in self._statics.items()}
        sheets = {name: self.static(name) for name in files if name.endswith(".css")}
        return fingerprint(files, sheets, (theme.accent, theme.accent_dark))

    @cached_property
    def urls(self) -> Mapping[str, str]:
        if self._urls is not None:
            return self._urls
        return {name: asset.url for name, asset in self.assets.items()}

    @cached_property
    def renderer(self) -> Renderer:
        from generator.templates import Renderer

        sites = site_contexts(self._config)
        return Renderer(self.template, self._config, sites, self.urls, self._compiled)

    def _compiled(self, settings: str) -> BytecodeCache | None:
        from generator.compiled import Compiled

        return Compiled(self.root / CACHE, self._version, settings) if self._version else None

    @property
    def templates(self) -> dict[str, str]:
        """The digest of every template, by its name."""
        names = (name for name in self._templates if name.endswith(TEMPLATES))
        return {name: self._digests[self._templates[name]] for name in names}

    def template(self, name: str) -> Template | None:
        """The source of a template, where there is one. Raises `UnicodeDecodeError`."""
        from generator.templates import Template

        path = self._templates.get(name)
        if path is None:
            return None
        file = locate(self.root, path)
        return Template(read_file(file).decode("utf-8"), str(file))

    def static(self, name: str) -> bytes:
        """A static file as it lies in its folder."""
        return read_file(locate(self.root, self._statics[name]))

    def published(self, path: str) -> bytes:
        """The bytes of a file as it is published: `static/site.css`, `content/media/a.png`."""
        name = path.removeprefix("static/")
        if name == path:
            return read_file(self.root / path)
        asset = self.assets[name] if name.endswith(".css") else None
        return asset.data if asset and asset.data is not None else self.static(name)

    def problems(self) -> Iterator[Problem]:
        """What `site.yaml` asks of the design in vain."""
        config = self._config
        yield from _missing_logo("theme", config.theme.logo, self._statics)
        yield from _missing_logo("organisation", config.organisation.logo, self._statics)


def _missing_logo(owner: str, logo: str, statics: Container[str]) -> Iterator[Problem]:
    if logo and logo not in statics:
        message = f"There is no static/{logo} for the logo of the {owner}"
        cure = f"Put the file there, or mend `{owner}: logo`"
        yield Problem("site.yaml", 0, 0, "missing-logo", message, cure)
