"""Every text a person may read exists in Japanese and in English, once, with the same placeholders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent.parent / "small_trades"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
JINJA = {
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
    "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@dataclass(frozen=True)
class Text:
    """A text in a file: its context, its English words (the first of singular and plural), its place."""

    context: str | None
    english: str
    place: str
    is_jinja: bool


def texts() -> Iterator[Text]:
    """Every text marked for translation in the package."""
    for path in sorted(PACKAGE.rglob("*")):
        is_template = "templates" in path.parts and path.suffix in {".html", ".xml", ".txt"}
        is_python = path.suffix == ".py" and "tests" not in path.parts
        if not (is_template or is_python):
            continue
        method, options = ("jinja2", JINJA) if is_template else ("python", None)
        for line, message, _comments, context in extract_from_file(method, path, KEYWORDS, (), options):
            english = message if isinstance(message, str) else message[0]
            yield Text(context, english, f"{path.relative_to(PACKAGE)}:{line}", is_template)


def japanese() -> dict[tuple[str | None, str], dict[str, str]]:
    """Context and English text → the Japanese text of each catalogue that has it."""
    found: dict[tuple[str | None, str], dict[str, str]] = {}
    for path in sorted(PACKAGE.rglob("locale/ja/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="ja", abort_invalid=True)
        for message in catalogue:
            english = message.id if isinstance(message.id, str) else message.id[0]
            words = message.string if isinstance(message.string, str) else message.string[0]
            if english and words and not message.fuzzy:
                found.setdefault((message.context, english), {})[str(path.relative_to(PACKAGE))] = words
    return found


def test_every_text_has_its_japanese() -> None:
    known = japanese()
    missing = [
        f"{text.place}: {text.english!r}" for text in texts() if (text.context, text.english) not in known
    ]
    assert missing == []


def test_one_english_text_has_one_japanese_text() -> None:
    # Of two catalogues that disagree one wins by the order of apps, on every page of the other too.
    clashes = {
        english: places for (_c, english), places in japanese().items() if len(set(places.values())) > 1
    }
    assert clashes == {}


def test_japanese_texts_use_no_placeholder_that_english_lacks() -> None:
    wrong = [
        f"{place}: {english!r} → {words!r}"
        for (_context, english), places in japanese().items()
        for place, words in places.items()
        if not set(PLACEHOLDER.findall(words)) <= set(PLACEHOLDER.findall(english))
    ]
    assert wrong == []


def test_per_cent_signs_in_templates_are_doubled() -> None:
    """Jinja's newstyle gettext always interpolates: a lone `%` would fail on the page."""
    known = japanese()
    wrong = []
    for text in (text for text in texts() if text.is_jinja):
        forms = [text.english, *known.get((text.context, text.english), {}).values()]
        wrong += [f"{text.place}: {form!r}" for form in forms if "%" in re.sub(r"%%|%\(\w+\)[sd]", "", form)]
    assert wrong == []


def test_translating_functions_keep_their_names() -> None:
    """Under another name than `_` no tool would find their texts."""
    alias = re.compile(r"\b(?:n?p?gettext(?:_lazy|_noop)?) as (?!_\b)\w+")
    found = [
        str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if alias.search(path.read_text())
    ]
    assert found == []
