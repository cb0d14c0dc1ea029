"""The words of mails: what the desk writes holds from now on, and who wrote it is recorded."""

from collections.abc import Mapping

from small_trades import privacy
from small_trades.doors.mail.wording import EDITABLE, Words, built_in
from small_trades.shop.desk.models import Staff
from small_trades.shop.pages.actions import save_mail_words


def write_mail(kind: str, words: Mapping[str, Words], *, by: Staff) -> tuple[str, ...]:
    """Send a mail in these words by language; answers the languages in which that changes anything.

    Raises:
        ValueError: there is no such mail, or words do not fit it.
    """
    changed = tuple(
        language for language, each in words.items() if save_mail_words(kind, language, each, by=by.pk)
    )
    for language in changed:
        privacy.staff_event(f"wrote the mail {kind} ({language})", about=by.subject)
    return changed


def reset_mail(kind: str, language: str, *, by: Staff) -> bool:
    """Send a mail in its built-in words again; False where it is so already.

    Raises:
        KeyError: there is no such mail.
    """
    changed = save_mail_words(kind, language, built_in(EDITABLE[kind], language), by=by.pk)
    if changed:
        privacy.staff_event(f"reset the mail {kind} ({language})", about=by.subject)
    return changed
