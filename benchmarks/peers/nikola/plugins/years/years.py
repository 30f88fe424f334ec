"""What Nikola lacks for the same site: a page for each year of a list, and related articles."""

# ruff: noqa: ARG002 - the signatures are Nikola's

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import blinker
from nikola import plugin_categories, utils
from nikola.post import Post

RELATED = 4


class Years(plugin_categories.Taxonomy):
    """Each post stands in the year of its section, tags and authors; a classification is the page's path."""

    name = "years"
    classification_name = "years"
    overview_page_variable_name = "years"
    more_than_one_classifications_per_post = True
    template_for_single_list = "period.tmpl"
    template_for_classification_overview = None
    always_disable_rss = True
    path_handler_docstrings = dict.fromkeys(("years_index", "years_atom", "years_rss"), False) | {"years": ""}

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[str, str] = {}

    def set_site(self, site: Any) -> None:
        super().set_site(site)
        blinker.signal("scanned").connect(relate)

    def classify(self, post: Post, lang: str) -> list[str]:
        year = post.date.year
        lists = [("", post.meta("category"))]
        lists += [("tags/", tag) for tag in post.tags]
        lists += [("authors/", name) for name in post.authors(lang)]
        paths = []
        for folder, label in lists:
            path = f"{folder}{utils.slugify(label, lang)}/{year}"
            self._titles[path] = f"{label}: {year}"
            paths.append(path)
        return paths

    def get_classification_friendly_name(
        self, classification: str, lang: str, only_last_component: bool = False
    ) -> str:
        return self._titles[classification]

    def get_path(self, classification: str, lang: str, dest_type: str = "page") -> tuple[list[str], str]:
        return classification.split("/"), "auto"

    def provide_context_and_uptodate(
        self, classification: str, lang: str, node: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        context = {"title": self._titles[classification], "description": None, "pagekind": ["list"]}
        return context, dict(context)


def relate(site: Any) -> None:
    """Give each post the nearest older ones in its tags, most shared tags first."""
    tags: defaultdict[str, list[Post]] = defaultdict(list)
    for post in sorted(site.posts, key=lambda each: each.date):
        shared: Counter[Post] = Counter()
        for tag in post.tags:
            shared.update(tags[tag][-RELATED:])
            tags[tag].append(post)
        ranked = sorted(shared, key=lambda other: (shared[other], other.date), reverse=True)
        post._meta_section = post.meta("category")
        post.related = ranked[:RELATED]
