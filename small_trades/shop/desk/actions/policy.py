"""Posting a version of the policy, which puts it in force (clause 9)."""

from small_trades import privacy
from small_trades.policy import publishing
from small_trades.shop.desk.models import Staff
from small_trades.shop.pages.queries import published_in
from small_trades.shop.site.actions import content_changed


class WordsMissingError(Exception):
    """Nobody could read what would bind: a text of the version is not there."""


def post(number: int, *, by: Staff) -> None:
    """Put a version in force today whose day has not come.

    Raises:
        OutOfOrder: there is no such version, or it does not wait; nothing was changed.
        FolderShut: the published files are another's to write; nothing was changed.
        WordsMissingError: nothing was changed.
    """
    try:
        for language in publishing.LANGUAGES:
            publishing.source_text(number, language, folder=published_in())
    except FileNotFoundError:
        if any(one.number == number for one in privacy.policy_versions()):
            raise WordsMissingError from None
    privacy.post_policy(number)
    content_changed()
    privacy.staff_event(f"posted policy version {number}", about=by.subject)
