"""The commands and the worker's clocks that rotate keys and forget what is due."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.config import cli, clocks
from small_trades.config.sessions.models import Session
from small_trades.shop.account.models import SignInRecord
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.desk.models import Staff
from small_trades.shop.desk.tests.making import colleague
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.products.models import Product

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_status_and_rotation_answer_programs(capsys: pytest.CaptureFixture[str]) -> None:
    member()
    assert cli.main(["keys", "status", "--json"]) == 0
    before = json.loads(capsys.readouterr().out)
    assert cli.main(["keys", "rotate", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    epoch = next(epoch for epoch in before["epochs"] if epoch["is_current"])
    current = epoch["epoch"]
    # RECORDS and ACCOUNT of one member, and what secrets of the shop there are.
    assert epoch["keys"] == 2
    assert (done["epoch"], done["rewrapped"]) == (current + 1, 2 + epoch["secrets"])
    assert cli.main(["keys", "status"]) == 0
    said = capsys.readouterr().out
    assert f"epoch {current:>5}  destroyed " in said
    assert f"epoch {current + 1:>5}  current " in said


def test_the_night_rotates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    member()
    epoch = privacy.keys_status().current.epoch
    clocks.rotate_keys.call()
    assert privacy.keys_status().current.epoch == epoch
    tomorrow = timezone.now() + timedelta(hours=21)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    clocks.rotate_keys.call()
    assert privacy.keys_status().current.epoch == epoch + 1


def test_the_hour_forgets_what_is_due_and_neither_staff_nor_content(
    capsys: pytest.CaptureFixture[str],
) -> None:
    anna, customer = member()
    Browser().sign_in(anna)
    colleague()
    cup()
    long_ago = timezone.now() - timedelta(days=4000)
    SignInRecord.objects.update(at=long_ago)
    Session.objects.update(expires_at=long_ago)
    staff, products = Staff.objects.count(), Product.objects.count()
    looked = ["retention", "run", "--dry-run", "--json", "--subject", str(customer.subject)]
    assert cli.main(looked) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["clocks"]["account.sign-ins"] == {"due": 1, "forgotten": 0}
    assert [entry["clock"] for entry in said["planned"]] == [
        "account.sign-ins",
        "account.dormant-notice",
    ]
    assert SignInRecord.objects.count() == 1
    clocks.forget_what_is_due.call()
    assert (SignInRecord.objects.count(), Session.objects.count()) == (0, 0)
    assert (Staff.objects.count(), Product.objects.count()) == (staff, products)
    customer.refresh_from_db()
    assert cli.main(["retention", "run"]) == 0
    assert "Sign-in records" in capsys.readouterr().out
