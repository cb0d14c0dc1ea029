"""What is opened before something goes wrong is recorded, and nothing of the value is left lying about."""

import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pytest

from small_trades.privacy.testing import plant, scan
from tests.browser.running import RunningShop, start
from tests.stores import URLS, Stores, prepare

if TYPE_CHECKING:
    from pathlib import Path

PLACED = """
from small_trades.config.commands import setup
setup.start_django()
import json
from django_tasks_db.models import DBTaskResult
from small_trades.privacy import ledger
from small_trades.shop.orders.tests.making import guest, placed
who = guest()
placed(by=who)
DBTaskResult.objects.all().delete()     # no mail is to hold what is looked for
ledger.close()
print("answers " + json.dumps([who.ship_to.street, who.ship_to.telephone, who.name.family]))
"""
ASKED = """
from small_trades.config.commands import setup
setup.start_django()
import json
from small_trades import privacy
from small_trades.shop.orders.models import Order
order = Order.objects.get()
reasons = [row.reason for row in privacy.uses_of(order.subject, limit=1000) if row.event == "use"]
print("answers " + json.dumps({
    "state": order.state, "reasons": reasons, "is_whole": privacy.ledger.verify().ok,
}))
privacy.ledger.close()
"""
KEPT = """
from small_trades.config.commands import setup
setup.start_django()
import json
from dataclasses import asdict
from small_trades import privacy
from small_trades.shop.faults.queries import faults
kept = [asdict(each) | {"place": each.place} for each in faults(is_settled=False)]
print("answers " + json.dumps(kept, default=str, ensure_ascii=False))
privacy.ledger.close()
"""
FAILING = ["view", "atomic", "database", "logged", "template"]
PATIENCE = 30


def answers(stores: Stores, script: str) -> object:
    """What a process of its own found out."""
    done = stores.python(script)
    assert done.returncode == 0, done.stderr
    found = re.search(r"^answers (.*)$", done.stdout, re.MULTILINE)
    assert found is not None
    return json.loads(found[1])


class Raising:
    """A real shop with pages that fail, and an order whose values are nowhere else."""

    def __init__(self, shop: RunningShop, stores: Stores, values: list[str]) -> None:
        self.shop = shop
        self.stores = stores
        self.values = values

    def connection(self) -> ssl.SSLSocket:
        """A connection over TLS, as a client makes it."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("localhost", urlsplit(self.shop.url).port or 0), timeout=PATIENCE)
        return context.wrap_socket(plain, server_hostname="localhost")

    def ask(self, page: str, *, form: dict[str, str] | None = None, leave_after: int | None = None) -> bytes:
        """The answer as it came; with `leave_after`, so many bytes of it before the client is gone."""
        body = urlencode(form or {})
        verb = "GET" if form is None else "POST"
        lines = [f"{verb} /raising/{page}/ HTTP/1.1", "Host: localhost", "Connection: close"]
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        with self.connection() as client:
            client.sendall("\r\n".join([*lines, "", body]).encode())
            heard = b""
            while leave_after is None or len(heard) < leave_after:
                piece = client.recv(65_536)
                if not piece:
                    break
                heard += piece
            if leave_after is not None:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            return heard

    def uses(self, page: str) -> int:
        """How many uses of the value the ledger has for a page."""
        found = answers(self.stores, ASKED)
        assert isinstance(found, dict)
        assert (found["state"], found["is_whole"]) == ("placed", True)
        return int(found["reasons"].count(f"/raising/{page}/"))

    def kept(self, page: str) -> dict[str, Any]:
        """The one error of a page that the shop keeps for its owner, as the desk lists it."""
        found = answers(self.stores, KEPT)
        assert isinstance(found, list)
        assert [value for value in self.values if value in json.dumps(found, ensure_ascii=False)] == []
        (one,) = [each for each in found if each["route"] == f"tests.raising.views.{page}"] or [{}]
        return dict(one)

    def left_behind(self) -> list[str]:
        """Files that hold one of the values: all that the shop wrote is looked through, its output too."""
        hits = scan([self.shop.home, self.shop.output], self.values)
        return sorted({str(hit.path.relative_to(self.shop.home.parent)) for hit in hits})


@pytest.fixture(scope="module")
def raising(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Raising]:
    folder: Path = tmp_path_factory.mktemp("raising")
    stores = prepare(folder)
    values = answers(stores, PLACED)
    assert isinstance(values, list)
    urls = {URLS[alias]: url for alias, url in stores.urls.items()}
    shop = start(folder, DJANGO_SETTINGS_MODULE="tests.raising.settings", **urls)
    yield Raising(shop, stores, values)
    assert shop.stop() == 0
    stores.drop()


@pytest.mark.parametrize("page", FAILING)
def test_a_page_that_fails_after_opening(raising: Raising, page: str) -> None:
    answer = raising.ask(page)
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert [value for value in raising.values if value.encode() in answer] == []
    assert b"Traceback" not in answer
    assert raising.uses(page) == 1
    assert raising.left_behind() == []
    said = raising.shop.output.read_text(encoding="utf-8")
    assert "tests/raising/views.py:" in said, "where it failed is said"


def test_a_form_that_fails_leaves_nothing_of_what_was_typed(raising: Raising) -> None:
    typed = {"email": plant("email"), "family-name": plant("name"), "note": plant()}
    before = raising.uses("view")
    answer = raising.ask("view", form=typed)
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert [value for value in typed.values() if value.encode() in answer] == []
    assert raising.uses("view") == before + 1
    raising.values.extend(typed.values())
    assert raising.left_behind() == []


def test_what_failed_in_a_process_is_kept_once_for_the_owner(raising: Raising) -> None:
    """Two web processes answer; each writes down what it saw some seconds later."""
    typed = {"email": plant("email")}
    raising.values.extend(typed.values())
    for _ in range(6):
        assert raising.ask("counted", form=typed).startswith(b"HTTP/1.1 500 ")
    ends = time.monotonic() + PATIENCE
    while raising.kept("counted").get("count", 0) < 6 and time.monotonic() < ends:
        time.sleep(0.5)
    kept = raising.kept("counted")
    assert kept.get("count") == 6
    assert (kept["kind"], kept["process"]) == ("tests.raising.views.TornLabelError", "web")
    assert kept["place"].startswith("tests/raising/views.py:")
    assert next(frame["function"] for frame in kept["frames"]) == "counted"
    assert raising.left_behind() == []


def test_a_stream_that_breaks_off(raising: Raising) -> None:
    answer = raising.ask("streaming")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"no-store" in answer
    assert raising.values[0].encode() in answer, "what was sent was recorded before"
    assert "BrokenOffError" in raising.shop.output.read_text(encoding="utf-8")
    assert raising.uses("streaming") == 1
    assert raising.left_behind() == []


@pytest.mark.parametrize(("page", "leave_after"), [("endless", 200_000), ("endless", 1), ("quiet", 1)])
def test_a_client_that_goes_away_while_it_reads(raising: Raising, page: str, leave_after: int) -> None:
    before = raising.uses(page)
    heard = raising.ask(page, leave_after=leave_after)
    assert heard.startswith(b"HTTP/1.1 200 ")
    assert raising.uses(page) == before + 1
    assert raising.left_behind() == []
    assert raising.ask("view").startswith(b"HTTP/1.1 500 "), "and the shop goes on"


def test_the_search_finds_what_is_there(raising: Raising) -> None:
    left = raising.shop.home / "left.txt"
    left.write_text(raising.values[0], encoding="utf-16-le")
    assert raising.left_behind() == ["var/left.txt"]
    left.unlink()
