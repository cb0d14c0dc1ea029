"""A person's copy of everything, to read: as one page that needs nothing else, and as a PDF.

Both say the same, in Japanese or English, from the one export; the JSON is the export's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from markupsafe import Markup

from small_trades import privacy
from small_trades.privacy.rights import Entry, Export, Fate, Request, Shown
from small_trades.shop.account.uses import Kind, Use, tell
from small_trades.shop.kernel.pdf import Sheet
from small_trades.shop.rights.shown import NAMES, lines
from small_trades.shop.rights.wording import DECISIONS, KINDS, REASONS, STATES
from small_trades.shop.site.formats import date, datetime, in_language
from small_trades.shop.site.queries import shop_facts

_STYLE: Final = Path(__file__).with_name("copy.css")


@dataclass(frozen=True)
class Block:
    """One thing: its name, and facts as pairs of words."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A part of the copy; where it has no blocks, `empty` says so."""

    title: str
    intro: str
    blocks: tuple[Block, ...]
    empty: str


@dataclass(frozen=True)
class Copy:
    """The copy in one language."""

    title: str
    intro: str
    sections: tuple[Section, ...]


def as_html(export: Export, *, language: str) -> str:
    """A whole page: no script, no address of anything outside, ready to be kept or printed."""
    with override(language):
        style = Markup(f"<style>{_STYLE.read_text('utf-8')}</style>")  # noqa: S704 - a file of our own
        context = {"copy": _copy(export), "style": style, "shop_name": shop_facts().name}
        return render_to_string("rights/copy.html", context, using="jinja2")


def as_pdf(export: Export, *, language: str) -> bytes:
    """The same as A4."""
    with override(language):
        copy = _copy(export)
        sheet = Sheet(copy.title, language=language, footer=shop_facts().name)
        sheet.paragraph(copy.intro)
        for section in copy.sections:
            sheet.heading(section.title)
            sheet.paragraph(section.intro if section.blocks else section.empty)
            for block in section.blocks:
                sheet.heading(block.title, level=3)
                sheet.facts(block.facts)
        return sheet.pdf()


def _copy(export: Export) -> Copy:
    told = tell(export.uses)
    given = [use for use in told if use.kind == Kind.GIVEN]
    sections = (
        Section(
            _("What we hold"),
            _("Everything the shop holds about you, as you gave it or as it came about."),
            tuple(_held(thing) for thing in export.shown),
            _("We hold nothing about you."),
        ),
        Section(
            _("To whom it was given"),
            _("What left the shop, for what, and to whom."),
            tuple(_use(use) for use in given),
            _("Nothing about you was given to anybody."),
        ),
        Section(
            _("How it was used"),
            _("Every use in the record of the shop, the newest first."),
            tuple(_use(use) for use in told if use.kind != Kind.GIVEN),
            _("Nothing was done with your information."),
        ),
        Section(
            _("What you asked for"),
            _("Your requests about your information, and what became of them."),
            tuple(_request(request) for request in export.requests),
            _("You have not asked for anything."),
        ),
    )
    intro = _(
        "Made on %(when)s under version %(version)d of the privacy policy. Your number: %(person)s."
    ) % {
        "when": datetime(export.made_at),
        "version": privacy.policy_in_force(),
        "person": export.document["person"],
    }
    return Copy(_("Your information"), intro, sections)


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
    return Block(in_language(held, "label"), tuple(facts))


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


def _request(request: Request) -> Block:
    facts = [
        (_("Received on"), datetime(request.asked_at)),
        (_("To be answered by"), date(request.due_at)),
        (_("State"), str(STATES[request.state])),
    ]
    if request.decision is not None:
        facts.append((_("Decision"), str(DECISIONS[request.decision])))
    if request.reason is not None:
        facts.append((_("Reason"), str(REASONS[request.reason])))
    return Block(str(KINDS[request.kind]), tuple(facts))
