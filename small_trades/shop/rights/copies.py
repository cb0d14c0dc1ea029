"""A person's copy of everything, to read: as one page that needs nothing else, and as a PDF.

Both say the same, in Japanese or English, from the one export; the JSON is the export's own. The page is
written while it is read, so that a person of whom very much is held costs no more memory than another.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import override
from markupsafe import Markup

from small_trades import privacy
from small_trades.policy.groups import FileContent, FileLabel
from small_trades.privacy.rights import Entry, Export, Fate, Request, Shown
from small_trades.shop.account.uses import Kind, Use, tell_all
from small_trades.shop.kernel.pdf import Sheet
from small_trades.shop.rights.purposes import purpose_called
from small_trades.shop.rights.shown import NAMES, lines
from small_trades.shop.rights.wording import DECISIONS, KINDS, REASONS, STATES
from small_trades.shop.site.formats import date, datetime, in_language
from small_trades.shop.site.queries import shop_facts
from small_trades.shop.site.streamed import in_this_language

MOST_ON_PAPER: Final = 1_000
_STYLE: Final = Path(__file__).with_name("copy.css")


@dataclass(frozen=True)
class CopiedFile:
    """A file in the page: its name, and all of it as an address (RFC 2397), empty where it is not shown."""

    name: str
    address: str


@dataclass(frozen=True)
class Block:
    """One thing: its name, facts as pairs of words, and its files, opened as they are asked for."""

    title: str
    facts: tuple[tuple[str, str], ...]
    files: Iterable[CopiedFile] | None = None


@dataclass(frozen=True)
class Section:
    """A part of the copy: `intro` says what it is, or that there is nothing. `blocks` come once."""

    title: str
    intro: str
    blocks: Iterable[Block]


@dataclass(frozen=True)
class Copy:
    """The copy in one language. Its sections are made one after the other, as they are asked for."""

    title: str
    intro: str
    sections: Iterator[Section]


def as_html(export: Export, *, language: str) -> Iterator[str]:
    """A whole page: no script, no address of anything outside, ready to be kept or printed.

    Each piece is made in `language`, whatever is active where it is taken.
    """
    return in_this_language(_html(export), language=language)


def as_pdf(export: Export, *, language: str) -> bytes:
    """The same as A4. Of each section at most MOST_ON_PAPER entries, with a word where there are more."""
    with override(language):
        copy = _copy(export)
        sheet = Sheet(copy.title, language=language, footer=shop_facts().name)
        sheet.paragraph(copy.intro)
        for section in copy.sections:
            sheet.heading(section.title)
            sheet.paragraph(section.intro)
            blocks = iter(section.blocks)
            for block in islice(blocks, MOST_ON_PAPER):
                sheet.heading(block.title, level=3)
                sheet.facts(block.facts)
                if block.files is not None:
                    sheet.paragraph(_("The file itself is in the page and in the data."))
            if next(blocks, None) is not None:
                sheet.paragraph(
                    _("There is more than paper is good for. The page and the data hold all of it.")
                )
        return sheet.pdf()


def _html(export: Export) -> Iterator[str]:
    style = Markup(f"<style>{_STYLE.read_text('utf-8')}</style>")  # noqa: S704 - a file of our own
    page: Any = get_template("rights/copy.html", using="jinja2")
    # Django renders a template whole; Jinja's own, within, writes it while it is read.
    pieces: Iterator[str] = page.template.generate(
        copy=_copy(export), style=style, shop_name=shop_facts().name
    )
    return pieces


def _copy(export: Export) -> Copy:
    intro = _(
        "Made on %(when)s under version %(version)d of the privacy policy. Your number: %(person)s."
    ) % {
        "when": datetime(export.made_at),
        "version": privacy.policy_in_force(),
        "person": export.subject,
    }
    return Copy(_("Your information"), intro, _sections(export))


def _sections(export: Export) -> Iterator[Section]:
    # What is held comes first: its opening is then the newest of the uses.
    yield _section(
        _("What we hold"),
        (_held(thing) for thing in export.shown()),
        _("Everything the shop holds about you, as you gave it or as it came about."),
        empty=_("We hold nothing about you."),
    )
    yield _section(
        _("To whom it was given"),
        (_use(use) for use in tell_all(export.uses()) if use.kind == Kind.GIVEN),
        _("What left the shop, for what, and to whom."),
        empty=_("Nothing about you was given to anybody."),
    )
    yield _section(
        _("How it was used"),
        (_use(use) for use in tell_all(export.uses()) if use.kind != Kind.GIVEN),
        _("Every use in the record of the shop, the newest first."),
        empty=_("Nothing was done with your information."),
    )
    yield _section(
        _("What you agreed to"),
        (_consent(consent) for consent in export.consents()),
        _("Your consents in the words you were shown, the withdrawn ones too."),
        empty=_("You have not consented to anything."),
    )
    yield _section(
        _("What you asked for"),
        (_request(request) for request in export.requests()),
        _("Your requests about your information, and what became of them."),
        empty=_("You have not asked for anything."),
    )


def _section(title: str, blocks: Iterator[Block], intro: str, *, empty: str) -> Section:
    first = next(blocks, None)
    return Section(title, empty, ()) if first is None else Section(title, intro, chain((first,), blocks))


def _held(thing: Shown) -> Block:
    held = thing.entry.held
    facts = [(label_of(ja, en), value) for ja, en, value in held.facts]
    for sealed, opened in zip(held.sealed, thing.values, strict=True):
        group = repr(sealed).strip("‹›")
        shown = "\n".join(lines(opened)) if opened is not None else _("Held in a form that cannot be shown.")
        facts.append((str(NAMES.get(group, group)), shown))
    if held.source_ja:
        facts.append((_("Where it came from"), in_language(held, "source")))
    facts.append((_("When you leave"), fate_in_words(thing.entry)))
    return Block(in_language(held, "label"), tuple(facts), _files(thing) if held.files else None)


def _files(thing: Shown) -> Iterator[CopiedFile]:
    named = next((value.name for value in thing.values if isinstance(value, FileLabel)), "file")
    kind = guess_type(named)[0] or "application/octet-stream"
    for _sealed, opened in thing.files():
        is_shown = isinstance(opened, FileContent)
        content = f"data:{kind};base64,{b64encode(opened.content).decode()}" if is_shown else ""
        yield CopiedFile(named, content)


def fate_in_words(entry: Entry) -> str:
    """What becomes of an entry, as a sentence in the language that is active."""
    outcome = entry.outcome
    because = in_language(outcome, "because") if outcome.because_ja else ""
    words: dict[Fate, Callable[[], str]] = {
        Fate.GONE_NOW: lambda: _("It is deleted at once."),
        Fate.KEPT_UNTIL: lambda: (
            _("It is kept until %(day)s (%(because)s).")
            % {"day": date(outcome.until) if outcome.until else "", "because": because}
        ),
        Fate.WAITING_FOR: lambda: _("It waits for: %(because)s.") % {"because": because},
    }
    return words[outcome.fate]()


def label_of(ja: str, en: str) -> str:
    """Of two words the one in the active language."""
    return in_language(_Pair(ja, en), "word")


@dataclass(frozen=True)
class _Pair:
    word_ja: str
    word_en: str


def _use(use: Use) -> Block:
    return Block(f"{date(use.at)} {use.clock}", tuple(_use_facts(use)))


def _use_facts(use: Use) -> Iterator[tuple[str, str]]:
    yield _("What happened"), use.text if use.times == 1 else f"{use.text} ×{use.times}"
    for name, words in ((_("Purpose"), use.purpose), (_("Reason given"), use.reason), (_("Note"), use.note)):
        if words:
            yield name, words


def _consent(consent: privacy.ConsentRecord) -> Block:
    purpose = purpose_called(consent.purpose_id)
    facts = [
        (_("Given on"), datetime(consent.given_at)),
        (_("Version of the privacy policy"), str(consent.policy_version)),
        (_("Words shown"), consent.text.ja if consent.language == "ja" else consent.text.en),
    ]
    if consent.withdrawn_at is not None:
        facts.append((_("Withdrawn on"), datetime(consent.withdrawn_at)))
    return Block(in_language(purpose, "name") if purpose else consent.purpose_id, tuple(facts))


def _request(request: Request) -> Block:
    facts = [
        (_("Received on"), datetime(request.asked_at)),
        (_("To be answered by"), date(request.due_at)),
        (_("State"), str(STATES[request.state])),
    ]
    if request.asked_as is not None:
        facts.append((_("Came in as"), str(KINDS[request.asked_as])))
    if request.decision is not None:
        facts.append((_("Decision"), str(DECISIONS[request.decision])))
    if request.reason is not None:
        facts.append((_("Reason"), str(REASONS[request.reason])))
    return Block(str(KINDS[request.kind]), tuple(facts))
