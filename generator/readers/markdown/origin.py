"""The article that a body is read from, and problems with their place in it."""

from __future__ import annotations

from urllib.parse import unquote

from generator.model import Problem, Record, Severity
from generator.readers.markdown.places import Place, Places


class Origin(Record, frozen=True):
    """The path of a source, its language, the base URL of its site, and where things stand in its text."""

    source: str
    language: str
    base_url: str
    places: Places

    def place(self, address: str) -> Place:
        """Where an address stands, as the engine wrote it or as the author may have."""
        return self.places.find(address, address.replace("&", "&amp;"), unquote(address))

    def warning(self, place: Place, rule: str, message: str, cure: str) -> Problem:
        return Problem(self.source, *place, rule, message, cure, Severity.WARNING)

    def outside(self, place: Place, path: str) -> Problem:
        """A link or picture whose path leads out of the folder of the articles."""
        message = f"The path {path} leads out of the content folder"
        cure = "Put the file into the content folder, and give its path from the article"
        return Problem(self.source, *place, "path-outside-site", message, cure)
