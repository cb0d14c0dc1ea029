"""The versions of the policy as the owner sees them: in force, waiting, past; and the draft."""

from dataclasses import dataclass

from small_trades import privacy
from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY
from small_trades.policy.differences import differences, words_changed
from small_trades.shop.pages.queries import (
    ListedVersion,
    VersionChanges,
    changes_between,
    described,
    policy_versions,
    published_in,
)
from small_trades.shop.site.formats import current_language


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """A version that is published and not in force, with all it would change against the one in force."""

    listed: ListedVersion
    changes: VersionChanges


@dataclass(frozen=True, slots=True)
class Draft:
    """What the program declares or the texts say beyond the versions published; it binds nobody.

    `needs_number`: its number is published with other words, so it needs the next one.
    """

    number: int
    changes: VersionChanges
    needs_number: bool


@dataclass(frozen=True, slots=True)
class PolicyScreen:
    """Everything on the screen; `can_post`: whether the program may write beside the published files."""

    in_force: int
    versions: tuple[ListedVersion, ...]
    waiting: tuple[WaitingVersion, ...]
    draft: Draft | None
    can_post: bool


def policy_screen() -> PolicyScreen:
    """The versions, newest first; what waits and what is drafted, each against the version in force."""
    versions, now = policy_versions(), privacy.policy_in_force()
    waiting = tuple(
        WaitingVersion(listed, changes_between(now, listed.number))
        for listed in versions
        if listed.is_waiting
    )
    return PolicyScreen(now, versions, waiting, _draft(now), privacy.can_post())


def _draft(now: int) -> Draft | None:
    """None where the declaration and its texts are, to the letter, what was published under their number."""
    folder, number = published_in(), POLICY.version
    texts = {language: _drafted(language) for language in publishing.LANGUAGES}
    try:
        frozen = publishing.snapshot(number, folder=folder)
        kept = {one: publishing.source_text(number, one, folder=folder) for one in publishing.LANGUAGES}
    except FileNotFoundError:
        return Draft(number, _against(now, texts), needs_number=False)
    if frozen == POLICY.snapshot() and kept == texts:
        return None
    return Draft(number, _against(now, texts), needs_number=True)


def _against(now: int, texts: dict[str, str]) -> VersionChanges:
    folder, language = published_in(), current_language()
    try:
        snapshot = publishing.snapshot(now, folder=folder)
        text = publishing.source_text(now, language, folder=folder)
    except FileNotFoundError:
        snapshot, text = POLICY.snapshot(), ""
    return described(
        now, differences(snapshot, POLICY.snapshot()), words_changed(text, texts[language]), language
    )


def _drafted(language: str) -> str:
    return (publishing.TEXT / f"{language}.md").read_text("utf-8")
