"""The ledger of addresses: what was ever published, so that no address dies.

`build` reads it (`lines.read`) and finds what is not there any more. `deploy`, once it has published:

    ledger, problems = read(text)
    published, redirects = published_in(output), read_redirects(output)
    text = write(updated(ledger, published, heirs_of(redirects)))

The copy on a target is merged with that of the site (`merged`) before anything is sent.
"""

from generator.ledger.lines import ATTRIBUTES, NAME, Ledger, Line, merged, read, updated, write
from generator.ledger.published import published_in, read_redirects
from generator.redirects import heirs_of

__all__ = [
    "ATTRIBUTES",
    "NAME",
    "Ledger",
    "Line",
    "heirs_of",
    "merged",
    "published_in",
    "read",
    "read_redirects",
    "updated",
    "write",
]
