"""Redirects and headers for nginx, to be included in a `server` block whose root is the output folder.

https://nginx.org/en/docs/http/ngx_http_core_module.html#location,
https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.hosts.headers import BRIEF, CACHE, EVERYWHERE, FINGERPRINT, LONG, OTHER_TYPES, TYPES
from generator.options import HeaderRule
from generator.redirects import Redirect
from generator.urls import href, path_of

_NOTE = """\
# Made by Broadsheet at every build. Include it in the server block of the site, whose root is the output:
#     include /srv/site/public/.broadsheet/nginx.conf;
"""
_TEXTS = (
    "text/plain text/css text/javascript text/vtt text/xml text/x-opml"
    " application/xml application/rss+xml application/atom+xml"
    " application/json application/feed+json application/manifest+json"
)


def snippet(redirects: Iterable[Redirect], rules: Iterable[HeaderRule], base_path: str) -> str:
    """The text of the file to include."""
    lines = [_NOTE, f"error_page 404 {base_path}/404.html;"]
    lines += [f"error_page 410 {base_path}/410.html;", ""]
    lines += ["charset utf-8;", f"charset_types {_TEXTS};", ""]
    lines += [*_headers(tuple(rules), base_path), ""]
    lines.append(f"location ^~ {base_path}/.broadsheet/ {{ return 404; }}")
    ends = {f"/{re.escape(name)}": kind for name, kind in TYPES.items()}
    ends |= {re.escape(suffix): kind for suffix, kind in OTHER_TYPES.items()}
    for end, kind in ends.items():
        lines.append(f"location ~ {_quoted(f'{end}$')} {{ types {{}} default_type {kind}; }}")
    # In the order in which nginx keeps them: of many thousands in another order, old versions take minutes.
    found = sorted(
        (path.replace("/", "\0"), path, does) for each in redirects for path, does in _moved(each, base_path)
    )
    lines += (f"location = {_quoted(path)} {{ {does}; }}" for _, path, does in found)
    return "\n".join((*lines, ""))


def _headers(rules: tuple[HeaderRule, ...], base_path: str) -> Iterator[str]:
    """Variables, for `add_header` in a location would do away with all others."""
    values: dict[str, list[tuple[str, str, str]]] = {CACHE.lower(): [(CACHE, "", BRIEF)]}
    for rule in rules:
        pattern = "" if rule.path == EVERYWHERE else _pattern(base_path + path_of(rule.path))
        for name, value in rule.fields:
            values.setdefault(name.lower(), []).append((name, pattern, value))
    cached = values[CACHE.lower()]
    cached.insert(1, (CACHE, FINGERPRINT, LONG))
    for number, found in enumerate(values.values()):
        name, variable = found[0][0], f"$broadsheet_{number}"
        general = next((value for _, pattern, value in reversed(found) if not pattern), "")
        yield f"set {variable} {_quoted(general)};"
        for _, pattern, value in found:
            if pattern:
                yield f"if ($uri ~ {_quoted(pattern)}) {{ set {variable} {_quoted(value)}; }}"
        always = "" if name.lower() == CACHE.lower() else " always"
        yield f"add_header {name} {variable}{always};"


def _pattern(path: str) -> str:
    """A path of site.yaml as a regular expression: one that ends in `*` is all below a folder."""
    return f"^{re.escape(path.removesuffix('*'))}{'' if path.endswith('*') else '$'}"


def _moved(each: Redirect, base_path: str) -> Iterator[tuple[str, str]]:
    """The paths of one redirect, each with what is done there."""
    does = "return 410" if each.is_gone else f"return {each.status} {_quoted(_target(each, base_path))}"
    path = base_path + path_of(each.source)
    yield path, does
    if path.endswith("/") and path != f"{base_path}/":
        yield path[:-1], does


def _target(each: Redirect, base_path: str) -> str:
    """Where a redirect leads; a dollar sign would begin the name of a variable."""
    return href(each.target, base_path).replace("$", "%24")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
