"""Background work that failed: the owner sees what and when, has it done again, or puts it aside."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.kernel.later import later

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BROKEN_OFF = "small_trades.config.working.leases.BrokenOff"
PLANTED = "planted麒麟"


@pytest.fixture
def browser() -> Browser:
    return desk_of(colleague("owner"))


def failed(task: str = "incidents.send_notices", error: str = BROKEN_OFF) -> DBTaskResult:
    subject = privacy.uuid7()
    later(task, subject)
    row = DBTaskResult.objects.get(args_kwargs__args__0=str(subject))
    row.status, row.finished_at, row.worker_ids = "FAILED", timezone.now(), ["worker-1"] * 3
    row.exception_class_path, row.traceback = error, PLANTED
    row.save()
    return row


def main_of(browser: Browser, path: str = "/desk/tasks/") -> str:
    return browser.get(path).content.decode().partition("<main")[2]


def test_nothing_failed(browser: Browser) -> None:
    later("orders.send_confirmation", privacy.uuid7())
    page = main_of(browser)
    assert "失敗した処理はありません" in page
    assert "send_confirmation" not in page, "what waits is not listed"


def test_what_failed_is_listed_by_type_and_never_by_whom(browser: Browser) -> None:
    broken = failed()
    failed("orders.send_confirmation", "builtins.ValueError")
    page = main_of(browser)
    assert page.index("orders.send_confirmation") < page.index("incidents.send_notices")
    assert "ValueError" in page
    assert page.count("中断") == 1
    assert PLANTED not in page
    assert broken.args_kwargs["args"][0] not in page
    assert "Broken off" in main_of(browser, "/en/desk/tasks/")


def test_it_is_done_again(browser: Browser) -> None:
    row = failed()
    answer = browser.post(f"/desk/tasks/{row.pk}/again/")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/tasks/")
    row.refresh_from_db()
    assert (row.status, row.worker_ids, row.exception_class_path) == ("READY", [], "")
    assert DBTaskResult.objects.ready().get(pk=row.pk)
    assert browser.post(f"/desk/tasks/{row.pk}/again/").status_code == 404, "once"
    assert browser.post(f"/desk/tasks/{row.pk}/aside/").status_code == 404, "what waits is left alone"
    assert DBTaskResult.objects.filter(pk=row.pk).exists()


def test_it_is_put_aside(browser: Browser) -> None:
    row = failed()
    assert browser.post(f"/desk/tasks/{row.pk}/aside/").status_code == 302
    assert not DBTaskResult.objects.filter(pk=row.pk).exists()
    assert "失敗した処理はありません" in main_of(browser)
