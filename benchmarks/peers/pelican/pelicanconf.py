"""Pelican's settings for the benchmark: the same pages, feeds and Markdown as Broadsheet."""

SITENAME = "The Benchmark Gazette"
SITESUBTITLE = "Invented news, for measuring"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%-d %B %Y"

PATH = "content"
THEME = "theme"
THEME_STATIC_DIR = ""
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["newspaper"]

SECTIONS = ["World", "Politics", "Economy", "Science", "Culture", "Sport", "Climate", "Opinion"]
NEWEST = 30
FULL_YEAR = 200
RELATED = 4

SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
TAGS_SAVE_AS = "tags/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
AUTHORS_SAVE_AS = ""
CATEGORIES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "archives", "404"]
DEFAULT_PAGINATION = False
STATIC_PATHS: list[str] = []
IGNORE_FILES: list[str] = []  # the default leaves out all that lies below a folder with a dot, as ours does

FEED_RSS = "feed.xml"
TAG_FEED_RSS = TAG_URL + "feed.xml"
CATEGORY_FEED_RSS = CATEGORY_URL + "feed.xml"
AUTHOR_FEED_RSS = AUTHOR_URL + "feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False

FORMATTED_FIELDS: list[str] = []  # a summary is plain text, not a Markdown document of its own
MARKDOWN = {
    "extensions": [
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
    ],
    "extension_configs": {"codehilite": {"guess_lang": False, "css_class": "highlight"}},
    "output_format": "html",
}
