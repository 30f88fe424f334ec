"""The texts of fields that readers see, in the signs of typography, as the text of the article is."""

from __future__ import annotations

from functools import partial

import msgspec

from generator.charts.placing import typeset
from generator.readers.fields import Fields
from generator.readers.markdown.typography import typeset_text
from generator.readers.news_fields import CorrectionField


def typeset_fields(fields: Fields, language: str) -> Fields:
    """The same fields, set in the signs of a language (BCP 47 tag)."""
    seen = partial(typeset_text, language=language)
    replace = msgspec.structs.replace
    image, recording = fields.image, fields.recording

    def corrected(field: CorrectionField) -> CorrectionField:
        correction = replace(field.correction, text=seen(field.correction.text))
        return replace(field, correction=correction)

    return replace(
        fields,
        title=seen(fields.title),
        summary=seen(fields.summary),
        image=image and replace(image, caption=seen(image.caption)),
        recording=recording
        and replace(recording, title=seen(recording.title), caption=seen(recording.caption)),
        chart=tuple(typeset(each, language) for each in fields.chart),
        corrections=tuple(map(corrected, fields.corrections)),
        sources=tuple(
            replace(source, label=seen(source.label), note=seen(source.note)) for source in fields.sources
        ),
        methods=seen(fields.methods),
    )
