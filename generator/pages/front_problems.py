"""What is named on a front page in vain: stories, lists, the addresses of banners and of policies."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Policy
from generator.editions import joined
from generator.front import Banner, Block, Front, Slot
from generator.indexes import Key
from generator.mentions import resolve
from generator.model import Problem, Severity
from generator.pages.front import destination, steered
from generator.pages.targets import Target
from generator.shapes import Status
from generator.view import View

SETTINGS = "site.yaml"


def problems(key: Key, view: View) -> Iterator[Problem]:
    """Errors for what is missing, notes for what is withheld, at their places in `front.yaml`."""
    edition = key[1]
    front = steered(edition, view)
    for slot in _slots(front):
        found = resolve(slot.story, view)
        if isinstance(found, Problem):
            yield found
    for block in front.blocks or ():
        yield from _list(block, edition, view)
    for banner in front.banners:
        yield from _banner(banner, view)
    yield from _policies(edition, view)


def _slots(front: Front) -> Iterator[Slot]:
    yield from front.lead
    yield from front.pinned
    for block in front.blocks or ():
        yield from block.pinned


def _list(block: Block, edition: str, view: View) -> Iterator[Problem]:
    """An error for a list that nobody knows, a note for one that has no published story yet."""
    key = joined(edition, block.kind), block.slug.text
    if view.newest(key, 1):
        return
    where = block.slug.path, block.slug.line, block.slug.column
    name = f"{block.kind} `{block.slug.text}`"
    # A withheld story may be the first of its list: then the list is to come, and no mistake.
    if view.fact(block.kind, edition, block.slug.text) or view.keys("naming", key):
        cure = "Its block is skipped until it has one"
        yield Problem(*where, "empty-list", f"The {name} has no published story", cure, Severity.NOTE)
    else:
        cure = "Mend its slug; a list is there once an article or site.yaml names it"
        yield Problem(*where, "missing-list", f"There is no {name}", cure)


def _banner(banner: Banner, view: View) -> Iterator[Problem]:
    url = banner.url
    if url is None or (target := destination(url.text, view)).url:
        return
    where = url.path, url.line, url.column
    told = f"The banner “{banner.text}” leads to {url.text}, "
    if target.status is Status.PUBLISHED:
        cure = "Mend its `url`, or leave it out"
        yield Problem(*where, "broken-banner", f"{told}and there is no such page", cure)
    else:
        cure = "The banner shows without a link until it is published"
        yield Problem(*where, "banner-withheld", f"{told}{_not_yet(target)}", cure, Severity.NOTE)


def _policies(edition: str, view: View) -> Iterator[Problem]:
    """The policies that lead nowhere; those that an edition shares with the site are told of once."""
    shared: tuple[Policy, ...] = (view.fact("policies", "") or ()) if edition else ()
    for policy in view.fact("policies", edition) or ():
        target = destination(policy.url, view)
        if policy in shared or target.url:
            continue
        told = f"The policy `{policy.kind}` leads to {policy.url}, "
        if target.status is Status.PUBLISHED:
            told += "and there is no such page"
            cure = "Write the page, such as `content/pages/ethics.md`, or mend the address"
        else:
            told += _not_yet(target)
            cure = "Publish the page, or take the policy out until then"
        yield Problem(SETTINGS, policy.line, policy.column, "broken-policy", told, cure)


def _not_yet(target: Target) -> str:
    return f"which is not published ({target.status})"
