"""Counts of tries are exact, and none of them is an error, whoever else tries at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from small_trades.shop.account.throttles import (
    MAIL_ACCOUNT,
    Caller,
    TooManyError,
    count_mail,
    count_sign_in,
    forgive_sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, TIMES = 6, 40


def test_a_good_sign_in_forgives_while_another_one_is_counted() -> None:
    def try_on(number: int) -> None:
        caller = Caller("anna@mail.example", f"192.0.2.{number}")
        try:
            for _time in range(TIMES):
                count_sign_in(caller)
                forgive_sign_in(caller)
        except TooManyError:
            pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(try_on, range(THREADS))) == [None] * THREADS


def test_of_many_mails_asked_for_at_once_as_many_are_let_through_as_the_limit_says() -> None:
    def ask(number: int) -> bool:
        try:
            count_mail(Caller("anna@mail.example", f"192.0.2.{number}"))
        except TooManyError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(ask, range(30))) == MAIL_ACCOUNT.most
