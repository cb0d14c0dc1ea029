"""Clause 6: what was done with information is told in plain words, whatever it was and wherever."""

import dataclasses

from django.utils.translation import override

from small_trades.policy import groups
from small_trades.policy.declaration import POLICY
from small_trades.shop.account import words
from small_trades.shop.desk.queries import ledger

GROUPS = {name for name, group in vars(groups).items() if dataclasses.is_dataclass(group)}


def test_every_group_has_its_words_for_the_person_and_for_the_desk() -> None:
    assert set(words.GROUPS) == GROUPS
    assert set(ledger.GROUPS) == GROUPS


def test_every_form_is_told_by_where_it_stands() -> None:
    assert set(words.FORMS) == {notice.id for notice in POLICY.notices}


def test_all_of_them_are_said_in_japanese_too() -> None:
    for told in (words.GROUPS, words.FORMS, ledger.GROUPS):
        for name, said in told.items():
            with override("en"):
                english = str(said)
            with override("ja"):
                assert str(said) != english, name
