"""Hosts: what each of them can do with an address that is no file, how it is told, and what it does not take.

The forms are in `rules_file.py` (`_redirects`), `headers_file.py` (`_headers`), `nginx.py` and `apache.py`.
"""

from __future__ import annotations

from generator.model import Record

MIB = 1024 * 1024


class Limits(Record, frozen=True):
    """How much a host takes; 0 is no limit that is known. Sizes are in bytes."""

    files: int = 0
    file_size: int = 0
    total_size: int = 0
    folder: int = 0  # files in one folder
    redirects: int = 0  # lines of `_redirects`
    dynamic: int = 0  # lines of `_redirects` with wildcards, beside the others
    line: int = 0  # characters in one of them
    redirects_size: int = 0  # of the whole file `_redirects`
    headers: int = 0  # rules of `_headers`
    headers_line: int = 0  # characters in a line of it
    source: str = ""  # where the host says so


class Host(Record, frozen=True):
    """One line of the table."""

    name: str
    title: str
    redirects: bool = False  # answers with a redirect; else a page has to say that another one has moved
    gone: bool = False  # answers 410; else a page has to say so
    rules_file: bool = False  # reads `_redirects` and `_headers` of the output
    snippet: str = ""  # the file for its own configuration
    limits: Limits = Limits()


CLOUDFLARE = Limits(
    files=20_000,
    file_size=25 * MIB,
    redirects=2_000,
    dynamic=100,
    line=1_000,
    headers=100,
    headers_line=2_000,
    source="https://developers.cloudflare.com/pages/platform/limits/",
)
NETLIFY = Limits(folder=54_000, redirects=10_000, source="https://docs.netlify.com/routing/redirects/")
GITHUB = Limits(
    file_size=100 * MIB,
    total_size=1024 * MIB,
    source="https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
)
GITLAB = Limits(
    redirects=1_000, redirects_size=64 * 1024, source="https://docs.gitlab.com/user/project/pages/redirects/"
)

HOSTS: dict[str, Host] = {
    host.name: host
    for host in (
        Host("netlify", "Netlify", redirects=True, gone=True, rules_file=True, limits=NETLIFY),
        Host("cloudflare", "Cloudflare Pages", redirects=True, rules_file=True, limits=CLOUDFLARE),
        Host("gitlab-pages", "GitLab Pages", redirects=True, rules_file=True, limits=GITLAB),
        Host("github-pages", "GitHub Pages", limits=GITHUB),
        Host("nginx", "nginx", redirects=True, gone=True, snippet="nginx.conf"),
        Host("apache", "Apache", redirects=True, gone=True, snippet="apache.conf"),
        Host("s3", "S3 website hosting", redirects=True),
        Host("files", "any other host", limits=Limits()),
    )
}
"""By the word that `hosting:` of `site.yaml` has for each. `files` does nothing but give files."""

DEFAULT = ("files",)


def hosts_of(names: tuple[str, ...]) -> tuple[Host, ...]:
    """The hosts of a site; the last of the table where it names none."""
    return tuple(HOSTS[name] for name in names or DEFAULT)
