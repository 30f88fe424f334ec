"""What is said of a picture when it has been looked at."""

from __future__ import annotations

from generator.model import NO_RIGHTS, Record, Rights


class Remark(Record, frozen=True):
    """Something a person should know of a picture that can be used; worded as a `Problem` is."""

    rule: str
    message: str
    cure: str


class Refused(Record, frozen=True, tag="refused"):
    """Why a picture cannot be used at all; worded as a `Problem` is."""

    rule: str
    message: str
    cure: str


class Seen(Record, frozen=True, tag="seen"):
    """What was found in a picture.

    `width` and `height` are in pixels, as it stands upright, and what `recipes.size` reckons with: a JPEG of
    more than 50 megapixels is read at a part of its size, and they are those of the part.
    """

    width: int
    height: int
    format: str  # what it truly is: jpeg png gif webp avif svg tiff bmp
    moving: bool = False
    transparent: bool = False
    placeholder: str = (
        ""  # a data: URI of a WebP some 16 pixels across; none for what is small or see-through
    )
    caption: str = ""
    alt: str = ""
    rights: Rights = NO_RIGHTS
    remarks: tuple[Remark, ...] = ()


class Unusable(ValueError):
    """Raised within this package where a picture turns out to be unusable; `refused` says why."""

    def __init__(self, rule: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.refused = Refused(rule, message, cure)
