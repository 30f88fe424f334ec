"""The kinds of files under `content/`, by the ending of their names."""

from __future__ import annotations

import posixpath

TEXTS = (".md", ".txt")
SIDECARS = (".yaml", ".yml")
CAPTIONS = ".vtt"
TRANSCRIPT = ".transcript.txt"
RECORDINGS = frozenset((
    ".flac", ".m4a", ".m4b", ".m4v", ".mov", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav", ".webm",
))  # fmt: skip
"""The endings of sound and film; what a file is shows in its bytes."""
TABLES = (".csv", ".tsv")
SERVED = frozenset((
    ".asa", ".asax", ".ascx", ".ashx", ".asis", ".asmx", ".asp", ".aspx", ".axd", ".cfc", ".cfm", ".cgi",
    ".cshtml", ".fcgi", ".jhtml", ".jsp", ".jspf", ".jspx", ".phar", ".php", ".php2", ".php3", ".php4",
    ".php5", ".php6", ".php7", ".php8", ".phps", ".pht", ".phtml", ".pl", ".shtm", ".shtml", ".stm", ".var",
    ".vbhtml", ".wsgi",
))  # fmt: skip
"""The endings of what a server may run or read, and some do wherever they stand in a name: `x.php.jpg`."""
ORDERS = frozenset(("php.ini", "staticwebapp.config.json", "web.config"))
"""The names of files by which a server takes orders from any folder; others begin with a dot."""
XML = frozenset((
    ".1km", ".apxml", ".atom", ".atomcat", ".atomdeleted", ".atomsrv", ".atomsvc", ".bmml", ".ccmp", ".ccxml",
    ".cdxml", ".cellml", ".clue", ".cml", ".cpl", ".csl", ".dae", ".davmount", ".dd2", ".ddf", ".dtd", ".dwd",
    ".emma", ".emotionml", ".ent", ".es3", ".et3", ".fdt", ".fo", ".gml", ".gpx", ".grxml", ".hal", ".held",
    ".ink", ".inkml", ".irp", ".its", ".kml", ".lasxml", ".lbe", ".lgr", ".link66", ".lostsyncxml",
    ".lostxml", ".mads", ".maei", ".mathml", ".meta4", ".metalink", ".mets", ".mml", ".mods", ".moml", ".mpd",
    ".mrcx", ".musd", ".musicxml", ".mxml", ".ncx", ".obgx", ".opf", ".osm", ".owl", ".provx", ".pskcxml",
    ".rapd", ".rdf", ".relo", ".rfcxml", ".rif", ".rl", ".rld", ".rng", ".rs", ".rsat", ".rsd", ".rsheet",
    ".rss", ".rusd", ".scl", ".sdkd", ".sdkm", ".senmlx", ".sensmlx", ".shf", ".sls", ".smi", ".smil", ".sml",
    ".sru", ".srx", ".ssml", ".stpx", ".swidtag", ".td", ".tei", ".teicorpus", ".tfi", ".ttml", ".uis", ".uo",
    ".uoml", ".uvt", ".uvvt", ".vxml", ".wadl", ".wbs", ".wif", ".wsdl", ".wspolicy", ".x3d", ".x3dz", ".xav",
    ".xbl", ".xca", ".xcs", ".xdf", ".xdm", ".xdp", ".xdssc", ".xel", ".xer", ".xhvml", ".xlf", ".xml",
    ".xmls", ".xns", ".xop", ".xsd", ".xsf", ".xsl", ".xslt", ".xsm", ".xspf", ".xul", ".xvm", ".xvml",
    ".yin", ".zaz", ".zmm",
))  # fmt: skip
"""The endings that servers know as one of the kinds of XML: a browser may show any of them as a page."""
ACTIVE = XML | frozenset((
    ".cjs", ".class", ".css", ".ecma", ".eml", ".es", ".hta", ".htc", ".htm", ".html", ".jar", ".jnlp", ".js",
    ".jsm", ".mht", ".mhtml", ".mjs", ".svg", ".svgz", ".swf", ".wasm", ".webmanifest", ".xht", ".xhtm",
    ".xhtml",
))  # fmt: skip
"""The endings of what would run, were it published: pages, scripts, style sheets, programs."""
INERT = frozenset((
    ".avif", ".bmp", ".csv", ".doc", ".docx", ".epub", ".flac", ".gif", ".ico", ".jpeg", ".jpg", ".m4a",
    ".m4v", ".mov", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".oga", ".ogg", ".pdf", ".png", ".ppt", ".pptx",
    ".rtf", ".svg", ".svgz", ".tif", ".tiff", ".tsv", ".txt", ".vtt", ".wav", ".webm", ".webp", ".xls",
    ".xlsx", ".zip",
))  # fmt: skip
"""The endings that any server knows, or whose files are made anew: at the end of a name they decide alone.

Of others, such as `.en`, `.utf8` or `.x`, Apache takes what stands before them for the kind of the file
(https://httpd.apache.org/docs/2.4/mod/mod_mime.html#multipleext)."""


def suffix(path: str) -> str:
    """The ending of a name in small letters: `.md`."""
    return posixpath.splitext(path)[1].lower()


def is_active(path: str) -> bool:
    """Whether a file would run somewhere, or steer a server, were it published."""
    name = posixpath.basename(path).lower()
    endings = [f".{part.strip()}" for part in name.split(".")[1:]]
    if name in ORDERS or not SERVED.isdisjoint(endings):
        return True
    return not ACTIVE.isdisjoint(endings) and endings[-1] not in INERT


def is_text(path: str) -> bool:
    """Whether a file is an article."""
    return suffix(path) in TEXTS and not is_transcript(path)


def is_raw(path: str) -> bool:
    """Whether an article is raw text; any other is Markdown."""
    return suffix(path) == ".txt"


def is_sidecar(path: str) -> bool:
    """Whether a file holds the fields of a raw text."""
    return suffix(path) in SIDECARS


def is_recording(path: str) -> bool:
    """Whether a file is sound or film by its name."""
    return suffix(path) in RECORDINGS


def is_captions(path: str) -> bool:
    """Whether a file holds what is said in a recording, with its times (WebVTT)."""
    return suffix(path) == CAPTIONS


def is_transcript(path: str) -> bool:
    """Whether a file holds in plain text what is said in the recording beside it; it is no article."""
    return path.lower().endswith(TRANSCRIPT)


def accompanied(path: str) -> tuple[str, ...]:
    """What a recording may be called, without its ending, that captions or a transcript belong to.

    Those of `tide.uk.vtt` are `tide`, whose captions are in Ukrainian, and `tide.uk`.
    """
    if is_transcript(path):
        whole = path[: -len(TRANSCRIPT)]
    elif is_captions(path):
        whole = path[: -len(CAPTIONS)]
    else:
        return (posixpath.splitext(path)[0],)
    shorter, language = posixpath.splitext(whole)
    return (whole, shorter) if language and "/" not in language else (whole,)


def language_in(path: str, stem: str) -> str:
    """What stands between the name of a recording and the ending of its captions: `uk`."""
    ending = TRANSCRIPT if is_transcript(path) else CAPTIONS
    return path[len(stem) : -len(ending)].lstrip(".")
