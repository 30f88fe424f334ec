"""By what an article is known again when it has another name and stands elsewhere: its text, and its key."""

from __future__ import annotations

import hashlib

from generator.model import Article, Picture


def text_digest(article: Article) -> str:
    """Sixteen hexadecimal digits that stay while the text does, wherever it stands; "" for no text at all.

    The headline and the fields may change, and so may the places to which links lead.
    """
    parts = (part if isinstance(part, str) else _told(part) for part in article.body)
    text = "\0".join(parts).strip()
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest() if text else ""


def _told(part: object) -> str:
    return "" if isinstance(part, Picture) else getattr(part, "html", "")


def key_in_edition(article: Article) -> str:
    """The key of an article with its edition, for its translations share it; "" for no key."""
    return f"{article.key} {article.edition}".strip() if article.key else ""


def identity(article: Article) -> str:
    """Both as the manifest holds them: the digest, and after a space the key where there is one."""
    return f"{text_digest(article)} {key_in_edition(article)}".rstrip()
