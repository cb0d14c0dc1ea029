"""A mail to the shop becomes an inquiry, or a message in the one it answers.

Its sender is whoever it says: nobody has checked it, and a name on an envelope proves nothing. So it is never
a member's, never a request about somebody's information, and it joins a conversation only where it knows that
one's code and comes from its address.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from small_trades.doors.inbox.messages import Letter
from small_trades.policy.groups import EmailAddress, InquiryText, PersonName
from small_trades.shop.account.throttles import TooManyError, count_taken, may_answer
from small_trades.shop.inquiries.actions.changing import Way
from small_trades.shop.inquiries.actions.notify import refused_mail
from small_trades.shop.inquiries.actions.open import NewInquiry, keep_inquiry
from small_trades.shop.inquiries.actions.reply import reply
from small_trades.shop.inquiries.files import (
    LARGEST_TOGETHER,
    MOST_FILES,
    FileFlaw,
    Flaw,
    GivenFile,
    Patience,
    TakenFile,
    take_file,
)
from small_trades.shop.inquiries.models import TakenMail
from small_trades.shop.inquiries.queries import find_inquiry
from small_trades.shop.inquiries.states import InquiryKind
from small_trades.shop.kernel.codes import ALPHABET
from small_trades.shop.kernel.emails import email_key, tidy_email
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.text import clean, holds_card_number, one_line
from small_trades.shop.site.queries import shop_facts

LONGEST_TEXT: Final = 5_000
LONGEST_NAME: Final = 80
MOST_CODES: Final = 5
MOST_LOOKED_AT: Final = 20
"""Files of one mail; each takes its time."""
_CODE: Final = re.compile(rf"(?<![{ALPHABET}])[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{2}}(?![{ALPHABET}])")
_JAPANESE: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_NOTICE: Final = "inquiry-mail"


class Taken(StrEnum):
    """What became of a letter. Of the refused nothing is kept, and their sender is told once."""

    OPENED = "opened"
    ADDED = "added"
    SEEN = "seen"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, repr=False)
class _Words:
    subject: str
    text: str
    is_cut: bool

    @property
    def whole(self) -> str:
        return f"{self.subject}\n\n{self.text}".strip()

    @property
    def language(self) -> str:
        return "ja" if _JAPANESE.search(self.whole) else "en"


@dataclass(frozen=True, slots=True, repr=False)
class _Files:
    taken: tuple[TakenFile, ...]
    left_out: tuple[str, ...]


def take_mail(letter: Letter) -> Taken:
    """Keep a letter; once this returns, it may be removed from the mailbox.

    Raises:
        privacy.DoorError: the answer to one that is refused could not be sent now; nothing was kept.
    """
    if letter.is_automatic or not letter.sender or _is_own(letter.sender):
        return Taken.IGNORED
    digest = _digest(letter)
    if TakenMail.objects.filter(digest=digest).exists():
        return Taken.SEEN
    words = _words(letter)
    has_card = holds_card_number(f"{letter.subject}\n{letter.text}")
    files = _files(letter)
    if has_card or not (words.text or files.taken):
        if letter.may_answer:
            refused_mail(EmailAddress(letter.sender), has_card=has_card, language=words.language)
        return Taken.REFUSED
    try:
        with transaction.atomic():
            count_taken(letter.sender)
            _row, is_first = TakenMail.objects.get_or_create(digest=digest)
            return _keep(letter, words, files) if is_first else Taken.SEEN
    except TooManyError:
        return Taken.IGNORED


def _keep(letter: Letter, words: _Words, files: _Files) -> Taken:
    way = Way(_NOTICE, is_by_mail=True, left_out=files.left_out, is_cut=words.is_cut, files=files.taken)
    thread = _thread(letter)
    if thread is not None:
        message_id = reply(thread, InquiryText(words.text or words.subject), way=way)
        # Whoever wrote on the page hears nothing either, unless something of theirs was lost.
        is_told = bool(way.left_out or way.is_cut)
    else:
        message_id = keep_inquiry(_new(letter, words, files), language=words.language, way=way).message_id
        is_told = True
    if is_told and letter.may_answer and may_answer(letter.sender):
        later("inquiries.send_mailed", message_id)
    return Taken.OPENED if thread is None else Taken.ADDED


def _files(letter: Letter) -> _Files:
    """The files that are taken, as from the form; of the others their names."""
    taken: list[TakenFile] = []
    left_out: list[str] = []
    patience = Patience()
    for file in letter.files[:MOST_LOOKED_AT]:
        room = LARGEST_TOGETHER - sum(len(one.content) for one in taken)
        try:
            if len(taken) >= MOST_FILES or len(file.content or b"") > room:
                raise FileFlaw(Flaw.TOO_HEAVY)  # noqa: TRY301 -- refused like the others
            taken.append(take_file(GivenFile(file.name, file.content), patience))
        except FileFlaw as flaw:
            left_out.append(_left_out_name(file.name, flaw))
    left_out += ["…"] * min(len(letter.files) - MOST_LOOKED_AT, MOST_LOOKED_AT)
    return _Files(tuple(taken), tuple(left_out))


def _left_out_name(name: str, flaw: FileFlaw) -> str:
    return one_line(name)[:LONGEST_NAME] if name and flaw.flaw != Flaw.CARD else "…"


def _thread(letter: Letter) -> UUID | None:
    """The inquiry whose code it names, where its sender wrote that one."""
    named = _CODE.findall(f"{letter.subject} {letter.named}".upper())
    for code in list(dict.fromkeys(named))[:MOST_CODES]:
        found = find_inquiry(code, letter.sender)
        if found is not None:
            return found[0]
    return None


def _new(letter: Letter, words: _Words, files: _Files) -> NewInquiry:
    name = one_line(letter.sender_name)[:LONGEST_NAME]
    return NewInquiry(
        kind=InquiryKind.OTHER,
        name=PersonName(name or letter.sender.partition("@")[0][:LONGEST_NAME], ""),
        email=EmailAddress(tidy_email(letter.sender)),
        text=InquiryText(words.whole[:LONGEST_TEXT]),
        files=files.taken,
    )


def _words(letter: Letter) -> _Words:
    subject = one_line(letter.subject)[:200]
    text = clean(letter.text)
    longest = LONGEST_TEXT - len(subject) - 2
    return _Words(subject, text[:longest], letter.is_cut or len(text) > longest)


def _is_own(sender: str) -> bool:
    own = {settings.SMALL_TRADES.mail_from.rpartition("<")[2].rstrip(">"), shop_facts().inquiry_email}
    return email_key(sender) in {email_key(address) for address in own}


def _digest(letter: Letter) -> str:
    """Of Message-ID, sender and text: some programs give every mail the same Message-ID."""
    text = hashlib.sha256(letter.text.encode("utf-8", "replace")).hexdigest()
    value = f"{letter.message_id}\n{email_key(letter.sender)}\n{text}"
    return salted_hmac("inquiries.taken-mail", value, algorithm="sha256").hexdigest()
