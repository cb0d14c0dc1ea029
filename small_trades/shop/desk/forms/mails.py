"""The words of one mail as they are typed, in both languages."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.doors.mail.messages import Mail
from small_trades.doors.mail.wording import (
    LANGUAGES,
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Flaw,
    Problem,
    Words,
    problems_of,
)
from small_trades.shop.kernel.text import clean

_MISSING: Final = {"required": _("Please write it, or go back to the built-in words.")}
_SENTENCES: Final[dict[Flaw, Any]] = {
    Flaw.BRACE: _("Braces stand around a variable only, such as {{ shop_name }}."),
    Flaw.MARKUP: _("Mails are plain text: take the HTML out."),
    Flaw.UNKNOWN: _("This mail has no such variable: %(names)s"),
    Flaw.NOT_IN_SUBJECT: _("Subjects show on locked screens. Move this to the text: %(names)s"),
    Flaw.MISSING: _("This has to stand in it: %(names)s"),
}


class _SubjectField(forms.CharField):
    def to_python(self, value: object) -> str:
        """One line, its signs as they were typed."""
        return " ".join(clean(str(value or "")).split())


class _BodyField(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Lines without control characters."""
        return clean(str(value or ""))


def _subject(label: Any) -> _SubjectField:
    return _SubjectField(label=label, max_length=LONGEST_SUBJECT, error_messages=_MISSING)


def _body(label: Any) -> _BodyField:
    area = forms.Textarea(attrs={"rows": "16", "spellcheck": "false"})
    return _BodyField(label=label, max_length=LONGEST_BODY, error_messages=_MISSING, widget=area)


class MailWordsForm(forms.Form):
    """Subject and text in both languages. What does not fit the mail is said at its field."""

    subject_ja = _subject(_("Subject in Japanese"))
    body_ja = _body(_("Text in Japanese"))
    subject_en = _subject(_("Subject in English"))
    body_en = _body(_("Text in English"))

    def __init__(self, *args: Any, kind: type[Mail], **options: Any) -> None:
        """Words for this mail."""
        super().__init__(*args, **options)
        self._kind = kind

    def clean(self) -> dict[str, Any]:
        """Refuse words that could not be sent."""
        given = super().clean() or {}
        for language in LANGUAGES:
            for problem in problems_of(self._kind, self._typed(language)):
                field = f"{problem.where}_{language}"
                if field in given:
                    self.add_error(field, _said(problem))
        return given

    def words(self) -> dict[str, Words]:
        """By language, once the form is valid."""
        return {language: self._typed(language) for language in LANGUAGES}

    def sound(self) -> dict[str, Words]:
        """By language those that could be sent, whatever is wrong with the other."""
        return {
            language: words
            for language, words in self.words().items()
            if not {f"subject_{language}", f"body_{language}"} & set(self.errors)
        }

    def _typed(self, language: str) -> Words:
        given = self.cleaned_data
        return Words(given.get(f"subject_{language}", ""), given.get(f"body_{language}", ""))


def typed_mail(words: dict[str, Words]) -> dict[str, str]:
    """Words by language, as the form shows them."""
    shown = {f"subject_{language}": each.subject for language, each in words.items()}
    return shown | {f"body_{language}": each.body for language, each in words.items()}


def _said(problem: Problem) -> forms.ValidationError:
    names = "、".join(f"{{{{ {name} }}}}" for name in problem.names)
    return forms.ValidationError(_SENTENCES[problem.flaw], params={"names": names})
