"""The declaration is whole: its parts know each other, its words mention them, its versions are kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from small_trades.privacy._doors import doors
from small_trades.privacy._force import published_versions
from small_trades.privacy._inventory.problems import StartProblem
from small_trades.privacy._policy import policy, published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from small_trades.privacy.vocabulary import Category, Purpose, Recipient

_ANCHOR: Final = re.compile(r"\{#([0-9A-Za-z-]+)\}")


def declaration_problems() -> Iterator[StartProblem]:
    """What is missing from the policy, its texts, its published versions, or its doors."""
    for purpose in policy().purposes:
        yield from _parts(f"purpose {purpose.id}", (*purpose.uses, *purpose.recipients))
        if purpose.incidental_to is not None:
            yield from _parts(f"purpose {purpose.id}", (purpose.incidental_to,))
    for recipient in policy().recipients:
        yield from _parts(f"recipient {recipient.id}", recipient.receives)
    for notice in policy().notices:
        yield from _parts(f"notice {notice.id}", notice.purposes)
    yield from _texts()
    yield from _versions()
    yield from _doors()


def policy_text_items(text: str) -> set[str]:
    """Ids of the items a published text has an anchor for: `{#2a-name}`."""
    return set(_ANCHOR.findall(text))


def _parts(whole: str, parts: Iterable[Category | Purpose | Recipient]) -> Iterator[StartProblem]:
    for part in parts:
        if not policy().declares(part):
            yield StartProblem(
                "privacy.E010",
                f"The {whole} names {part.id!r}, which the policy does not declare.",
                "Add it to POLICY, or take it out.",
            )


def _texts() -> Iterator[StartProblem]:
    declared = {entry.id for entry in policy().categories} | {entry.id for entry in policy().purposes}
    for language, source in settings.PRIVACY["TEXTS"].items():
        for item in sorted(declared - policy_text_items(_text(source))):
            yield StartProblem(
                "privacy.E011",
                f"The published text ({language}) does not mention {item}.",
                f"Write the paragraph and mark it with the anchor {{#{item}}}.",
            )


def _text(source: Path | Callable[[], str]) -> str:
    if callable(source):
        return source()
    try:
        return source.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _versions() -> Iterator[StartProblem]:
    folder = Path(settings.PRIVACY["PUBLISHED"])
    now = json.loads(json.dumps(policy().snapshot()))
    for version in range(1, policy().version + 1):
        kept: dict[str, Any] | None = published(folder, version)
        if kept is None and version < policy().version:
            yield StartProblem(
                "privacy.E012",
                f"Version {version} of the policy is not among the published ones.",
                f"Restore {folder / f'{version}.json'}: what was collected under it is judged by it.",
            )
        if (
            kept is not None
            and version == policy().version
            and any(kept.get(name) != now[name] for name in now)
        ):
            yield StartProblem(
                "privacy.E013",
                f"The declaration differs from what was published as version {version}.",
                "Raise POLICY's version and publish it: a published version never changes.",
            )
    newest = max(published_versions(folder), default=policy().version)
    if newest < policy().version:
        yield StartProblem(
            "privacy.E015",
            f"Version {policy().version} of the policy is declared, but the newest published is {newest}.",
            "Publish it (`small-trades policy publish`); until then it allows nothing that was not allowed.",
        )


def _doors() -> Iterator[StartProblem]:
    for name, door in doors().items():
        recipients = {door.recipient.id: door.recipient}
        recipients |= {message.recipient.id: message.recipient for message in door.messages}
        for recipient in recipients.values():
            if recipient != door.recipient or not policy().declares(recipient):
                yield StartProblem(
                    "privacy.E014",
                    f"The door {name!r} leads to {recipient.id!r}, which is not its declared recipient.",
                    "Declare the recipient in the policy, and give the door's messages the same one.",
                )
        if door.name != name:
            yield StartProblem(
                "privacy.E014", f"The door {name!r} calls itself {door.name!r}.", "Use one name for it."
            )
