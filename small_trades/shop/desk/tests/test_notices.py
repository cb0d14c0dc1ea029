"""Word to recipients at the desk."""

import pytest

from small_trades import privacy
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.provisions.models import RecipientNotice
from tests.told import Anna, work

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_first_page_counts_what_waits_for_a_person() -> None:
    desk = desk_of(colleague("owner"))
    assert "recipients to tell" not in desk.get("/en/desk/").content.decode()
    anna = Anna()
    anna.ships()
    anna.corrects()
    work()
    assert "recipients to tell" in desk.get("/en/desk/").content.decode()
    assert "recipients to tell" not in desk_of(colleague("orders")).get("/en/desk/").content.decode()


def test_the_desk_copes_with_what_is_not_there_or_not_meant() -> None:
    anna = Anna()
    anna.ships()
    anna.corrects()
    work()
    notice = RecipientNotice.objects.get()
    desk = desk_of(colleague("manager"))
    assert desk.get("/en/desk/provisions/notices/?state=nonsense&page=99").status_code == 200
    assert "Nobody has to be told" in desk.get("/en/desk/provisions/notices/?state=refused").content.decode()
    gone = f"/en/desk/provisions/notices/{privacy.uuid7()}/"
    assert (desk.get(gone).status_code, desk.post(f"{gone}tell/").status_code) == (404, 404)
    page = desk.post(f"/en/desk/provisions/notices/{notice.pk}/", {"answer": "refused", "how": "telephone"})
    assert page.status_code == 200
    assert RecipientNotice.objects.get().state == "waiting"
