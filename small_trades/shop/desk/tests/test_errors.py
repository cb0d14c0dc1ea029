"""The owner reads what went wrong, and says that it is mended."""

import datetime as dt

import pytest

from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.faults.actions.note import Times, note
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.tests.making import a_failure

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

AT = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)


def test_an_error_is_read_and_marked_as_mended() -> None:
    note([Times(a_failure(), 1234, AT, AT)], process="web")
    pk = Fault.objects.get().pk
    desk = desk_of(colleague("owner"))
    page = desk.get("/desk/errors/").content.decode()
    assert f'href="/desk/errors/{pk}/"' in page
    assert "NoRoomError" in page
    assert "checkout:details" in page
    assert "1,234" in page
    detail = desk.get(f"/desk/errors/{pk}/").content.decode()
    assert "builtins.ValueError" in detail
    assert detail.index("failing") < detail.index("a_failure")
    answer = desk.post(f"/desk/errors/{pk}/settle/")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/errors/")
    assert "NoRoomError" not in desk.get("/desk/errors/").content.decode()
    assert "NoRoomError" in desk.get("/desk/errors/?show=settled").content.decode()
    assert f"/desk/errors/{pk}/settle/" not in desk.get(f"/desk/errors/{pk}/").content.decode()


def test_none_is_said_and_one_that_is_gone_is_not_found() -> None:
    desk = desk_of(colleague("owner"))
    assert "table" not in desk.get("/desk/errors/").content.decode().partition("<main")[2]
    assert desk.get("/desk/errors/7/").status_code == 404
    assert desk.post("/desk/errors/7/settle/")["Location"] == "/desk/errors/"
