"""Photo captions: a text that ends in a credit, `(Susan Walsh/AP)` or `Photo: Susan Walsh`."""

from __future__ import annotations

import re

from generator.model import Caption
from generator.readers.text.lines import ends_sentence

_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【"}
_CREDIT_WORDS = 12
_CREDIT_LENGTH = 200
_TAIL_WORDS = 8
_SIGN = (
    r"(?:file |handout )?(?:photo(?:graph)?s?|pic(?:ture)?s?|images?|illustration|graphic|screenshot)"
    r"|credit|foto(?:graf[ií]a|s)?|bild(?:er)?|crédit|фото|світлина|снимка|φωτο(?:γραφία)?|写真|图|圖"
    r"|사진|صورة|תמונה"
)
_OF = r"by|courtesy of|via|von|par|por"
_LABEL = re.compile(
    rf"(?:(?:{_SIGN})(?:\s+(?:{_OF}))?\s*[:：]|(?:{_SIGN})\s+(?:{_OF})\b|©|\(c\))\s*", re.IGNORECASE
)
_SIGNED = re.compile(
    rf"{_LABEL.pattern}|(?:{_SIGN})$|(?:file |handout )?photo\s|courtesy|handout\b|фото\s|foto\s",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"(?:^|(?<=[.!?。！？»”\"|–—])) ?(?:{_SIGN})(?: by)? ?[:：] ?|(?:^| )© ?", re.IGNORECASE)
_AGENCIES = re.compile(
    r"\b(?:AP|AFP|Reuters|REUTERS|Getty|EPA|EFE|EPA-EFE|DPA|dpa|PA|UPI|Xinhua|TASS|Ukrinform|UNIAN|Interfax"
    r"|Kyodo|Jiji|Yonhap|Bloomberg|ANSA|LaPresse|Keystone|NTB|Ritzau|Lehtikuva|Scanpix|ANP|Belga|MTI|CTK|ČTK"
    r"|PAP|Agerpres|BTA|Tanjug|Anadolu|AA|PTI|ANI|Imago|IMAGO|Zuma|ZUMA|Sipa|SIPA|Alamy|Shutterstock|iStock"
    r"|Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Magnum|Associated Press"
    r"|Agence France-Presse|Press Association"
    r"|Укрінформ|УНІАН|Интерфакс|Інтерфакс|ТАСС|РИА|時事|共同|新华社|新華社|연합뉴스|رويترز)(?!\w)"
)
_SLASH = re.compile(r"[^\W\d_][\w.’'-]*\s?/\s?[^\W\d_]")
_NO_CREDIT = re.compile(r"^(?:additional )?(?:report|writ|edit|compil|translat)(?:ing|ed)\b", re.IGNORECASE)


def read_caption(text: str) -> Caption | None:
    """Caption and credit, if `text` ends in what looks like a credit."""
    return _bracketed(text) or _labelled(text)


def _bracketed(text: str) -> Caption | None:
    body = text.removesuffix(".")
    opening = _BRACKETS.get(body[-1:])
    start = body.rfind(opening) if opening else -1
    if start < 0:
        return None
    before, credit = body[:start].rstrip(), body[start + 1 : -1].strip()
    in_sentence = len(body) < len(text)  # the full stop comes after the brackets
    if not _looks_like_credit(credit, before, in_sentence):
        return None
    return Caption(before + "." * (in_sentence and bool(before)), _without_label(credit))


def _looks_like_credit(credit: str, before: str, in_sentence: bool) -> bool:
    if len(credit) > _CREDIT_LENGTH or len(credit.split()) > _CREDIT_WORDS or _NO_CREDIT.match(credit):
        return False
    if _SIGNED.match(credit) or _names_with_slash(credit):
        return True
    abbreviation = _spelt_out(credit, before) or (in_sentence and " " not in credit)
    return names_agency(credit) and not abbreviation


def names_agency(text: str) -> bool:
    """Whether `text` names a news or picture agency."""
    return bool(_AGENCIES.search(text))


def _names_with_slash(credit: str) -> bool:
    """`Susan Walsh/AP`, but not `and/or` or `he/him`: names begin with a capital where there are any."""
    return any(not (match[0][0].islower() or match[0][-1].islower()) for match in _SLASH.finditer(credit))


def _spelt_out(credit: str, before: str) -> bool:
    """Whether `credit` abbreviates the words before it: `the Press Association (PA)`."""
    words = re.split(r"[\s-]+", before)[-len(credit) :]
    return "".join(word[:1] for word in words).casefold() == credit.casefold()


def _without_label(credit: str) -> str:
    """`credit` without the word that calls it one (`Photo:`, `Image by`), unless nothing else is there."""
    label = _LABEL.match(credit)
    return credit[label.end() :] or credit if label else credit


def _labelled(text: str) -> Caption | None:
    """The last `Photo: …` of `text`, after a sentence or alone; a whole sentence after it is no credit."""
    tail = next(reversed(list(_TAIL.finditer(text))), None)
    if tail is None:
        return None
    before, credit = text[: tail.start()].rstrip(" |–—"), text[tail.end() :]
    if not credit or len(credit.split()) > _TAIL_WORDS or (ends_sentence(credit) and not before):
        return None
    return Caption(before, credit.removesuffix("."))
