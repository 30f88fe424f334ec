"""A finding in a file of the output: what is wrong with it, and by what its cause is known in the sources."""

from __future__ import annotations

from generator.model import Record, Severity


class Finding(Record, frozen=True, order=True):
    """What a rule found in a file. `origins.py` finds the line that somebody wrote."""

    rule: str
    message: str
    cure: str
    written: tuple[str, ...] = ()  # spellings that its cause may have in a source, the surest first
    severity: Severity = Severity.ERROR
    heading: str = ""  # the words of the heading that it is about
    field: str = ""  # the field of an article that it is about
    setting: str = ""  # the setting of site.yaml that it is about
    page: str = ""  # the file of the output whose article it is about, where that is another one
    own: bool = False  # whether its cause is in the article for sure, wherever in it
