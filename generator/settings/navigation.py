"""Menus, labelled links and policies of `site.yaml`."""

from __future__ import annotations

from generator.config import LinkTo, Policy
from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, is_empty
from generator.data.schema import (
    Complaint,
    Where,
    by_shape,
    line,
    list_of,
    listed,
    mapping_of,
    nearest,
    record,
    refine,
    shown,
)

# The principles that readers and search engines look for: https://schema.org/publishingPrinciples
# and the NewsMediaOrganization properties beside it, in our words. Their labels are interface texts.
POLICY_KINDS = (
    "publishing-principles",
    "ethics",
    "corrections",
    "ownership",
    "masthead",
    "mission",
    "privacy",
    "diversity",
    "staff",
    "verification",
    "unnamed-sources",
    "no-bylines",
    "feedback",
    "actionable-feedback",
    "contact",
)
POLICY_LABELS = POLICY_KINDS

_URL = refine(line, values.link)


def _labelled(key: Scalar, node: Node, where: Where) -> LinkTo | None:
    if is_empty(node):
        where.complain(key, Complaint("missing-field", "needs an address", f"Write `{key.text}: https://…`"))
        return None
    url = _URL(node, where)
    return LinkTo(key.text, url) if url else None


LABELLED_LINKS = mapping_of(_labelled)
"""`Label: address`, any number of times."""

_LINK = record(LinkTo, ("label", "url"), label=line, url=_URL)


def _menu_item(node: Node, where: Where) -> tuple[LinkTo, ...] | None:
    if isinstance(node, Mapping) and not (node.get("label") or node.get("url")):
        return LABELLED_LINKS(node, where)
    link = _LINK(node, where)
    return (link,) if link else None


def _menu_list(node: Node, where: Where) -> tuple[LinkTo, ...] | None:
    items = list_of(_menu_item)(node, where)
    return None if items is None else tuple(link for links in items for link in links)


MENU = by_shape(
    "a list of labels and addresses",
    "Write `- About: /about/` for each",
    sequence=_menu_list,
    mapping=LABELLED_LINKS,
)


def _policy(key: Scalar, node: Node, where: Where) -> Policy | None:
    if key.text not in POLICY_KINDS:
        near = nearest(key.text, POLICY_KINDS)
        cure = f"Did you mean `{near}`" if near else f"The kinds are {listed(POLICY_KINDS)}"
        where.report(key, "unknown-field", f"{shown(where.name)} is not a known kind of policy", cure)
        return None
    if is_empty(node):
        return None
    place = (isinstance(node, Mapping) and node.get("url")) or node

    def make(url: str, label: str = "") -> Policy:
        return Policy(key.text, label, url, place.line, place.column)

    fields = record(make, ("url",), label=line, url=_URL)
    cure = f"Write `{key.text}: /{key.text}/`"
    address = refine(_URL, make)
    return by_shape("an address, or `label` and `url`", cure, scalar=address, mapping=fields)(node, where)


POLICIES = mapping_of(_policy)
