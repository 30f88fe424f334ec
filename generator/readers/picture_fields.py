"""The field `image` of an article: which picture, what is said of it, whose it is."""

from __future__ import annotations

import math

from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, Sequence
from generator.data.schema import Complaint, Decoder, Where, by_shape, choice, line, record, refine, shown
from generator.model import CENTRE, Picture, Rights, Severity

SOURCE_TYPES = (
    "digitalCapture", "negativeFilm", "positiveFilm", "print", "humanEdits", "composite", "compositeCapture",
    "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia",
    "algorithmicallyEnhanced", "algorithmicMedia", "dataDrivenMedia", "digitalCreation", "screenCapture",
    "virtualRecording", "computationalCapture", "multiFrameComputationalCapture",
)  # fmt: skip
"""How a picture may have come to be: https://cv.iptc.org/newscodes/digitalsourcetype/"""

SHORT = {"ai": "trainedAlgorithmicMedia", "ai-edited": "compositeWithTrainedAlgorithmicMedia"}
"""What editors may write for those that readers are told of."""


def _focus(node: Node, where: Where) -> tuple[float, float] | None:
    """Two numbers from 0 to 1: `[0.3, 0.4]`."""
    numbers = [_share(each) for each in node.items] if isinstance(node, Sequence) else []
    found = [number for number in numbers if number is not None]
    if len(numbers) == len(found) == 2:
        return found[0], found[1]
    written = f": {shown(node.text)}" if isinstance(node, Scalar) else ""
    message = f"is not a place in the picture{written}"
    cure = "Write two numbers from 0 to 1, from the left and from the top: `[0.3, 0.4]`"
    where.complain(node, Complaint("bad-focus", message, cure))
    return None


def _share(node: Node) -> float | None:
    try:
        number = float(node.text) if isinstance(node, Scalar) else math.nan
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _picture(node: Node, where: Where) -> Picture | None:
    source = line(node, where)
    return Picture(source, line=node.line, column=node.column) if source else None


def _image(node: Node, where: Where) -> Picture | None:
    """`src` with all that is said of it; the place of the picture is that of `src`.

    Without `src` it is a photograph that is not at hand, of which the caption is kept.
    """
    if not isinstance(node, Mapping):
        return None
    at = node.get("src") or node

    def make(
        src: str = "",
        alt: str = "",
        caption: str = "",
        credit: str = "",
        focus: tuple[float, float] = CENTRE,
        source_type: str = "",
        **rights: str,
    ) -> Picture:
        whose = Rights(source_type=SHORT.get(source_type, source_type), **rights)
        return Picture(src, alt, caption, credit, at.line, at.column, focus, whose)

    decoders: dict[str, Decoder[object]] = {
        **dict.fromkeys(("src", "alt", "caption", "credit", "creator", "copyright"), line),
        "licence": refine(line, values.web_url),
        "source_type": choice(*SHORT, *SOURCE_TYPES),
        "focus": _focus,
    }
    required = () if node.get("caption") or node.get("credit") else ("src",)
    return record(make, required, Severity.WARNING, **decoders)(node, where)


IMAGE = by_shape("a path, or fields", "Write `src` and `alt` below it", scalar=_picture, mapping=_image)
