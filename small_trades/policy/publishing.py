"""Publishing: the declaration and its words, frozen under a version, and read again.

`published/4.json` is the declaration's snapshot; `4.ja.md` and `4.en.md` are the words of that day. The terms
of use lie beside them as `terms/2.ja.md`. Consents, seals and ledger rows point at a version, so none ever
changes.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from small_trades.policy.texts import Text, anchors, render
from small_trades.privacy.vocabulary import Category, Policy, Purpose, Recipient

HERE: Final = Path(__file__).resolve().parent
TEXT: Final = HERE / "text"
PUBLISHED: Final = HERE / "published"
LANGUAGES: Final = ("ja", "en")


class PublishingError(Exception):
    """The policy cannot be published, or is not; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of the policy and the day it took effect."""

    number: int
    effective: date


def publish(policy: Policy, *, source: Path = TEXT, into: Path = PUBLISHED) -> Path:
    """Freeze a declaration and its words under its version; publishing the same again changes nothing.

    Raises:
        PublishingError: the words lack something declared, or another text has this version already.
    """
    texts = {language: (source / f"{language}.md").read_text("utf-8") for language in LANGUAGES}
    for language, text in texts.items():
        if missing := sorted(undeclared_in(text, policy)):
            raise PublishingError(f"text/{language}.md says nothing about {', '.join(missing)}.")
    frozen = into / f"{policy.version}.json"
    _freeze(frozen, json.dumps(policy.snapshot(), ensure_ascii=False, indent=1) + "\n")
    for language, text in texts.items():
        _freeze(into / f"{policy.version}.{language}.md", text)
    return frozen


def publish_terms(version: int, *, source: Path = TEXT, into: Path = PUBLISHED) -> None:
    """Freeze the terms of use under their version.

    Raises:
        PublishingError: another text has this version already.
    """
    for language in LANGUAGES:
        text = (source / f"terms_{language}.md").read_text("utf-8")
        _freeze(into / "terms" / f"{version}.{language}.md", text)


def undeclared_in(text: str, policy: Policy) -> frozenset[str]:
    """Ids of declared categories, purposes and recipients for which a text has no anchor."""
    declared: tuple[Category | Purpose | Recipient, ...] = (
        *policy.categories,
        *policy.purposes,
        *policy.recipients,
    )
    return frozenset(entry.id for entry in declared) - anchors(text)


def versions(folder: Path = PUBLISHED) -> tuple[Version, ...]:
    """Every published version, the newest first."""
    return tuple(sorted(_versions(folder), key=lambda version: -version.number))


def _versions(folder: Path) -> Iterator[Version]:
    for path in folder.glob("*.json"):
        yield Version(int(path.stem), date.fromisoformat(_read(path)["effective"]))


def snapshot(version: int, *, folder: Path = PUBLISHED) -> dict[str, Any]:
    """The declaration as it was published under a version.

    Raises:
        FileNotFoundError: there is no such version.
    """
    return _read(folder / f"{version}.json")


def source_text(version: int, language: str, *, folder: Path = PUBLISHED) -> str:
    """The words of a version as they were written, in Markdown.

    Raises:
        FileNotFoundError: there is no such version.
    """
    return (folder / f"{version}.{language}.md").read_text("utf-8")


def policy_text(version: int, language: str, *, facts: Mapping[str, str], folder: Path = PUBLISHED) -> Text:
    """A version of the policy as it is shown.

    Raises:
        FileNotFoundError: there is no such version.
    """
    source = source_text(version, language, folder=folder)
    return render(source, language=language, facts=facts, snapshot=snapshot(version, folder=folder))


def terms_text(version: int, language: str, *, facts: Mapping[str, str], folder: Path = PUBLISHED) -> Text:
    """A version of the terms of use as it is shown.

    Raises:
        FileNotFoundError: there is no such version.
    """
    source = (folder / "terms" / f"{version}.{language}.md").read_text("utf-8")
    return render(source, language=language, facts=facts)


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _freeze(path: Path, content: str) -> None:
    if path.exists() and path.read_text("utf-8") != content:
        raise PublishingError(
            f"{path.name} is published with other words. Raise the version to publish these."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Renamed into place: running processes look at the folder and must not read half of it.
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(content, "utf-8")
    draft.replace(path)
