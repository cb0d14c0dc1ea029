"""What an action found wrong, said in the form it was typed into."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise


def show_problems(form: forms.BaseForm, problems: Mapping[str, str | Promise]) -> None:
    """Say each problem at its field; what belongs to no field of the form is said above it."""
    for name, sentence in problems.items():
        form.add_error(name if name in form.fields else None, str(sentence))
