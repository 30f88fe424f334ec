"""Rights written as an XMP packet.

XMP specification, part 1 (ISO 16684-1); IPTC Photo Metadata Standard 2023.2, for which property means what.
"""

from __future__ import annotations

from html import escape

from generator.characters import without_controls
from generator.model import Rights

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="r"?>'


def packet(rights: Rights) -> bytes:
    """The XMP packet of rights, in UTF-8, read-only and without padding."""
    fields = (
        ("dc:creator", _list("Seq", rights.creator)),
        ("photoshop:Credit", _plain(rights.credit)),
        ("dc:rights", _list("Alt", rights.copyright)),
        ("xmpRights:WebStatement", _plain(rights.licence)),
        ("Iptc4xmpExt:DigitalSourceType", _plain(rights.source_type and SOURCE_TYPES + rights.source_type)),
    )
    written = [(name, value) for name, value in fields if value]
    prefixes = dict.fromkeys(name.partition(":")[0] for name, _ in written)
    spaces = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in written)
    return (
        f'{_BEGIN}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{NAMESPACES["rdf"]}">'
        f'<rdf:Description rdf:about=""{spaces}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>{_END}'
    ).encode()


def _plain(text: str) -> str:
    return escape(without_controls(text), quote=False)


def _list(kind: str, text: str) -> str:
    """One text as a list of one: an `Alt` gives it in the default language."""
    if not text:
        return ""
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    return f"<rdf:{kind}><rdf:li{language}>{_plain(text)}</rdf:li></rdf:{kind}>"
