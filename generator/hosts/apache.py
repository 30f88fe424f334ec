"""Redirects and headers for Apache, to be included in a `VirtualHost` whose `DocumentRoot` is the output.

https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html, https://httpd.apache.org/docs/2.4/mod/mod_headers.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.hosts.headers import BRIEF, CACHE, EVERYWHERE, FINGERPRINT, LONG, OTHER_TYPES, TYPES
from generator.options import HeaderRule
from generator.redirects import Redirect
from generator.urls import href, path_of

_NOTE = """\
# Made by Broadsheet at every build. Include it in the VirtualHost of the site, whose DocumentRoot is the
# output; it needs mod_rewrite and mod_headers:
#     Include /srv/site/public/.broadsheet/apache.conf
"""
_NO_ERROR = '"expr=%{REQUEST_STATUS} -lt 400"'


def snippet(redirects: Iterable[Redirect], rules: Iterable[HeaderRule], base_path: str) -> str:
    """The text of the file to include."""
    lines = [_NOTE, f"ErrorDocument 404 {base_path}/404.html"]
    lines += [f"ErrorDocument 410 {base_path}/410.html", "", "AddDefaultCharset utf-8"]
    lines += (f"AddType {kind} {suffix}" for suffix, kind in OTHER_TYPES.items())
    lines += ["AddCharset utf-8 .css .html .js .json .mjs .opml .txt .vtt .webmanifest .xml"]
    for name, kind in TYPES.items():
        lines.append(f'<FilesMatch "^{re.escape(name)}$">')
        lines += [f'  ForceType "{kind}; charset=utf-8"', "</FilesMatch>"]
    lines += ["", *_headers(rules, base_path), "", "RewriteEngine On"]
    lines.append(f'RewriteRule "^{re.escape(base_path)}/\\.broadsheet/" - [R=404,L]')
    lines += (_rule(each, base_path) for each in redirects)
    return "\n".join((*lines, ""))


def _headers(rules: Iterable[HeaderRule], base_path: str) -> Iterator[str]:
    yield _header(CACHE, BRIEF)
    yield from _where(FINGERPRINT, (_header(CACHE, LONG),))
    for rule in rules:
        said = tuple(_header(name, value) for name, value in rule.fields)
        if rule.path == EVERYWHERE:
            yield from said
        else:
            path = base_path + path_of(rule.path)
            end = "" if path.endswith("*") else "$"
            yield from _where(f"^{re.escape(path.removesuffix('*'))}{end}", said)


def _where(pattern: str, said: Iterable[str]) -> Iterator[str]:
    yield f'<If "%{{REQUEST_URI}} =~ m#{pattern}#">'
    yield from (f"  {line}" for line in said)
    yield "</If>"


def _header(name: str, value: str) -> str:
    """What says how long an answer may be kept is not for those that tell of an error."""
    is_for_errors = name.lower() != CACHE.lower()
    always, where = (" always", "") if is_for_errors else ("", f" {_NO_ERROR}")
    if not value:
        return f"Header{always} unset {name}"
    return f'Header{always} set {name} "{_escaped(value)}"{where}'


def _rule(each: Redirect, base_path: str) -> str:
    """One redirect. The pattern sees a decoded path, and the flag NE leaves the target as it is written."""
    path = base_path + path_of(each.source)
    end = "/?$" if path.endswith("/") and path != f"{base_path}/" else "$"
    pattern = _escaped(f"^{re.escape(path.rstrip('/') if end == '/?$' else path)}{end}")
    if each.is_gone:
        return f'RewriteRule "{pattern}" - [G]'
    target = href(each.target, base_path).replace("$", "%24").replace("%", "\\%")
    return f'RewriteRule "{pattern}" "{target}" [R={each.status},L,NE]'


def _escaped(text: str) -> str:
    """A text between quotation marks."""
    return text.replace('"', '\\"')
