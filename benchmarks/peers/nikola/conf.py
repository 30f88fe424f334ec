"""Nikola's settings for the benchmark: the same pages, feeds and Markdown as Broadsheet."""

import os

BLOG_TITLE = "The Benchmark Gazette"
BLOG_AUTHOR = "The newsroom"
BLOG_EMAIL = "newsroom@example.org"
BLOG_DESCRIPTION = "Invented news, for measuring"
SITE_URL = "https://example.org/"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
THEME = "gazette"

POSTS = (("content/*.md", "", "post.tmpl"),)
PAGES = (("pages/*.html", "", "lost.tmpl"),)
COMPILERS = {"markdown": (".md",), "html": (".html",)}
OUTPUT_FOLDER = os.environ.get("BENCHMARK_OUTPUT", "output")
PRETTY_URLS = True
STRIP_INDEXES = True

CATEGORY_ALLOW_HIERARCHIES = False
CATEGORY_PATH = ""
CATEGORY_PREFIX = ""
CATEGORIES_INDEX_PATH = "categories/index.html"
TAG_PATH = "tags"
TAGS_INDEX_PATH = "tags/index.html"
WRITE_TAG_CLOUD = False
ENABLE_AUTHOR_PAGES = True
MULTIPLE_AUTHORS_PER_POST = True
AUTHOR_PATH = "authors"
ARCHIVE_PATH = ""
ARCHIVE_FILENAME = "archive/index.html"
CREATE_MONTHLY_ARCHIVE = True
INDEX_DISPLAY_POST_COUNT = 1_000_000  # one front page; its template takes the newest

GENERATE_RSS = True
GENERATE_ATOM = False
FEED_LENGTH = 20
FEED_TEASERS = False
FEED_LINKS_APPEND_QUERY = False
RSS_FILENAME_BASE = "."
RSS_EXTENSION = "/feed.xml"

MARKDOWN_EXTENSIONS = [
    f"markdown.extensions.{name}"
    for name in (
        "abbr",
        "attr_list",
        "codehilite",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    )
]
MARKDOWN_EXTENSION_CONFIGS = {
    "": {"markdown.extensions.codehilite": {"guess_lang": False, "css_class": "highlight"}}
}
SHOW_SOURCELINK = COPY_SOURCES = False
USE_BUNDLES = False
DISABLED_PLUGINS = [
    "copy_assets",
    "create_bundles",
    "gzip",
    "render_galleries",
    "render_listings",
    "robots",
    "scale_images",
    "sitemap",
]
GLOBAL_CONTEXT = {
    "sections": ["World", "Politics", "Economy", "Science", "Culture", "Sport", "Climate", "Opinion"],
    "newest": 30,
}
