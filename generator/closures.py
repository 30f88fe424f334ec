"""What each template is made of: itself, all that it extends, includes and imports, and what they name.

A page depends on the digest of its template's closure, which Jinja's own `meta` API gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from typing import Any

import msgspec
from jinja2 import TemplateSyntaxError, meta, nodes

from generator.contexts import Site
from generator.model import Problem, Record
from generator.templates import Templates, syntax_tree, template_problem

Sites = Mapping[str, Site]


class Source(Record, frozen=True):
    """What one template names."""

    digest: str  # of its file
    templates: tuple[str, ...] = ()
    extends: tuple[tuple[str, int], ...] = ()  # each with its line
    assets: tuple[str, ...] = ()
    asset_settings: tuple[str, ...] = ()  # that name an asset, such as `theme.logo`
    any_asset: bool = False  # by another expression
    site: bool = False


def survey(
    read: Templates, names: Iterable[str], digests: Mapping[str, str]
) -> tuple[dict[str, Source], tuple[Problem, ...]]:
    """What every template names, and what is wrong with them before any page is rendered.

    `names` are the templates, and `digests` has those of all files beside them: a template may include any.
    """
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    ahead = sorted(names)
    while ahead:
        name = ahead.pop()
        if name not in sources and name in digests:
            sources[name], found = _read(read, name, digests[name])
            problems += found
            ahead += sources[name].templates
    return sources, (*problems, *_cycles(sources))


def _read(read: Templates, name: str, digest: str) -> tuple[Source, tuple[Problem, ...]]:
    try:
        found = read(name)
    except UnicodeDecodeError:
        message, cure = "This template is not UTF-8", "Save it again as UTF-8"
        return Source(digest), (template_problem(name, 0, "template-encoding", message, cure),)
    return _source(found.text, name, digest) if found else (Source(digest), ())


@lru_cache(maxsize=512)  # a preview looks at all templates again whenever one of them is saved
def _source(text: str, name: str, digest: str) -> tuple[Source, tuple[Problem, ...]]:
    try:
        tree = syntax_tree(text, name)
    except TemplateSyntaxError as error:
        message = str(error.message).rstrip(".")
        cure = "Mend the template; the page before it is still online"
        return Source(digest), (template_problem(name, error.lineno, "template-syntax", message, cure),)
    named = list(meta.find_referenced_templates(tree))
    problems: tuple[Problem, ...] = ()
    if None in named:
        message = "A template is named by an expression"
        cure = "Name every included or extended template by a literal text"
        problems = (template_problem(name, 1, "dynamic-template", message, cure),)
    every = list(tree.find_all(nodes.Node))
    names = [node for node in every if isinstance(node, nodes.Name)]
    assets, asset_settings, any_asset = _assets(
        [node for node in every if isinstance(node, nodes.Call)], names
    )
    source = Source(
        digest,
        tuple(sorted({each for each in named if each})),
        tuple(_extended(node for node in every if isinstance(node, nodes.Extends))),
        tuple(sorted(assets)),
        tuple(sorted(asset_settings)),
        any_asset,
        any(found.name == "site" for found in names),
    )
    return source, problems


def _assets(calls: Iterable[nodes.Call], names: Iterable[nodes.Name]) -> tuple[set[str], set[str], bool]:
    """The static files that a template asks for: by name, by a setting of the site, or else in any way."""
    files: set[str] = set()
    settings: set[str] = set()
    known: set[int] = set()  # equal nodes are not the same call
    for call in calls:
        if not (isinstance(call.node, nodes.Name) and call.node.name == "asset" and call.args):
            continue
        first = call.args[0]
        if isinstance(first, nodes.Const):
            files.add(str(first.value))
        elif setting := _setting(first):
            settings.add(setting)
        else:
            continue
        known.add(id(call.node))
    return files, settings, any(found.name == "asset" and id(found) not in known for found in names)


def _setting(node: nodes.Node) -> str:
    """The setting that `site.theme.logo` stands for: `theme.logo`; empty for any other expression."""
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    return ".".join(reversed(parts)) if isinstance(node, nodes.Name) and node.name == "site" else ""


def _extended(extends: Iterable[nodes.Extends]) -> Iterator[tuple[str, int]]:
    for found in extends:
        if isinstance(found.template, nodes.Const):
            yield str(found.template.value), found.lineno


def _cycles(sources: Mapping[str, Source]) -> Iterator[Problem]:
    for name, source in sources.items():
        for parent, line in source.extends:
            if name in _reachable(parent, {each: [p for p, _ in s.extends] for each, s in sources.items()}):
                cure = "Copy the theme's and change it"
                yield template_problem(name, line, "template-cycle", "A template extends itself", cure)


def _reachable(start: str, named: Mapping[str, Iterable[str]]) -> set[str]:
    """A template, what it names, what these name, and so on."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += named.get(name, ())
    return seen


def digests(
    sources: Mapping[str, Source], assets: Mapping[str, str], sites: Sites, settings: tuple[str, ...]
) -> dict[str, str]:
    """For every template, a digest of all that its pages depend on beside what they show.

    `sites` has what pages show of the site, by language edition.
    `settings` are those that any page may depend on: filters write addresses and dates by them.
    """
    named = {name: source.templates for name, source in sources.items()}
    return {name: _digest(_reachable(name, named), sources, assets, sites, settings) for name in sources}


def _digest(
    closure: set[str],
    sources: Mapping[str, Source],
    assets: Mapping[str, str],
    sites: Sites,
    settings: tuple[str, ...],
) -> str:
    found = [sources[name] for name in closure if name in sources]
    wanted = {asset for source in found for asset in source.assets}
    settings_asked = {setting for source in found for setting in source.asset_settings}
    for site in sites.values():
        wanted |= {str(reduce(_part, setting.split("."), site)) for setting in settings_asked}
    if any(source.any_asset for source in found):
        wanted |= set(assets)
    parts = (
        sorted((name, sources[name].digest if name in sources else "") for name in closure),
        sorted((name, assets.get(name, "")) for name in wanted),
        sites if any(source.site for source in found) else None,
        settings,
    )
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=12).hexdigest()


def _part(whole: Any, name: str) -> Any:
    return getattr(whole, name, "")
