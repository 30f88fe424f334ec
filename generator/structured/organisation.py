"""Who publishes the site, and the site itself.

https://schema.org/NewsMediaOrganization, whose policies come from The Trust Project's work on what makes
a newsroom worth of trust.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import Organisation, Policy
from generator.structured.nodes import Image, Node, filled, image_object, reference
from generator.urls import absolute

POLICY_PROPERTIES = {
    "publishing-principles": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "ownership": "ownershipFundingInfo",
    "masthead": "masthead",
    "mission": "missionCoveragePrioritiesPolicy",
    "diversity": "diversityPolicy",
    "staff": "diversityStaffingReport",
    "verification": "verificationFactCheckingPolicy",
    "unnamed-sources": "unnamedSourcesPolicy",
    "no-bylines": "noBylinesPolicy",
    "actionable-feedback": "actionableFeedbackPolicy",
    "feedback": "actionableFeedbackPolicy",
}
"""The property that names the page of a policy, by its kind; other kinds have none."""


def organisation(
    facts: Organisation, name: str, base_url: str, policies: Iterable[Policy] = (), logo: Image | None = None
) -> Node:
    """The newsroom in full, for the front page and the page about it. `name` is the title of the site.

    The URLs of policies may be root-relative, as `site.yaml` has them; `base_url` ends in a slash.
    """
    pages = {policy.kind: absolute(policy.url, base_url) for policy in policies}
    return filled({
        "@type": "NewsMediaOrganization",
        "@id": f"{base_url}#organization",
        "name": facts.name or name,
        "legalName": facts.legal_name,
        "url": base_url,
        "logo": logo and image_object(logo),
        "foundingDate": facts.founded,
        "email": facts.email,
        "telephone": facts.telephone,
        "address": facts.address,
        "contactPoint": _contact(pages.get("contact")),
        "sameAs": _elsewhere(facts),
        **_policies(pages),
    })  # fmt: skip


def publisher(organisation: Node) -> Node:
    """The newsroom in short, as each article names it; the identifier leads to the rest."""
    return {key: organisation[key] for key in ("@type", "@id", "name", "url", "logo") if key in organisation}


def website(name: str, base_url: str, language: str, publisher: Node, description: str = "") -> Node:
    """https://schema.org/WebSite: the name that search engines show above the pages of the site."""
    return filled({
        "@type": "WebSite",
        "@id": f"{base_url}#website",
        "name": name,
        "url": base_url,
        "description": description,
        "inLanguage": language,
        "publisher": reference(publisher),
    })  # fmt: skip


def _policies(pages: dict[str, str]) -> Node:
    """In the order of the table; where two kinds share a property, the first in it stands."""
    found: Node = {}
    for kind, name in POLICY_PROPERTIES.items():
        if kind in pages:
            found.setdefault(name, pages[kind])
    return found


def _contact(url: str | None) -> Node | None:
    return {"@type": "ContactPoint", "contactType": "newsroom", "url": url} if url else None


def _elsewhere(facts: Organisation) -> list[str]:
    account = f"https://x.com/{facts.x.removeprefix('@')}" if facts.x else ""
    return list(dict.fromkeys(url for url in (*facts.same_as, account) if url))
