"""A shop is bought from while the migrations of a newer version run on its stores: nobody is turned away."""

import http.client
import re
import ssl
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from tests.browser.running import RunningShop, start
from tests.stores import CHECKOUT, COMMAND, URLS, Stores, prepare

NEWER = "tests.upgrade.settings"
CUSTOMERS = 4
PATIENCE = 60.0
SLUG = """
from small_trades.config.commands import setup
setup.start_django()
from small_trades.shop.products.models import Variant
found = Variant.objects.filter(is_sold=True).order_by("-available").first()
print("answers", found.product.slug, found.pk)
"""
LEFT = """
from small_trades.config.commands import setup
setup.start_django()
from django.apps import apps
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM products_product WHERE shelf_mark = ''")
    print("answers", cursor.fetchone()[0])
"""


class Customers:
    """People who look and put things into carts, until told to stop. Counts answers by page and status."""

    def __init__(self, shop: RunningShop, pages: list[str], bought: str) -> None:
        self._where = urlsplit(shop.url)
        self._pages = pages
        self._bought = bought
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.seen: Counter[tuple[str, int]] = Counter()
        self.rounds = threading.Semaphore(0)
        self._threads = [threading.Thread(target=self._go, daemon=True) for _ in range(CUSTOMERS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def have_been_round(self, times: int) -> None:
        """Return once so many more rounds were finished, by whomever."""
        for _ in range(times):
            assert self.rounds.acquire(timeout=PATIENCE)

    def _go(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        while not self._stop.is_set():
            client = http.client.HTTPSConnection(
                "localhost", self._where.port, timeout=PATIENCE, context=context
            )
            for page in self._pages:
                self._ask(client, "GET", page)
            self._ask(client, "POST", "/cart/add/", urlencode({"variant": self._bought, "quantity": "1"}))
            client.close()
            self.rounds.release()

    def _ask(self, client: http.client.HTTPSConnection, verb: str, page: str, body: str = "") -> None:
        headers = {"Origin": f"https://localhost:{self._where.port}", "Sec-Fetch-Site": "same-origin"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        client.request(verb, page, body or None, headers)
        answer = client.getresponse()
        answer.read()
        with self._lock:
            self.seen[page.partition("?")[0], answer.status] += 1


@contextmanager
def _holding_a_table(stores: Stores) -> Iterator[None]:
    """Somebody reads the products in one long transaction, as a report or a copy does."""
    if not stores.urls:
        yield
        return
    with psycopg.connect(stores.urls["default"]) as connection:
        connection.execute("SELECT count(*) FROM products_product")
        yield


def _migrating(stores: Stores) -> "subprocess.Popen[str]":
    environment = stores.environment(DJANGO_SETTINGS_MODULE=NEWER)
    return subprocess.Popen(
        [COMMAND, "migrate"],
        env=environment,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _told(done: "subprocess.CompletedProcess[str]") -> list[str]:
    assert done.returncode == 0, done.stderr
    found = re.search(r"^answers (.*)$", done.stdout, re.MULTILINE)
    assert found is not None
    return found[1].split()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    prepared = prepare(tmp_path_factory.mktemp("upgrade"))
    yield prepared
    prepared.drop()


@pytest.fixture
def own(stores: Stores, tmp_path: Path) -> Iterator[Stores]:
    copied = stores.copy(tmp_path / "var")
    yield copied
    copied.drop()


def test_nobody_is_turned_away_while_a_newer_version_migrates(own: Stores) -> None:
    slug, variant = _told(own.python(SLUG))
    urls = {URLS[alias]: url for alias, url in own.urls.items()}
    shop = start(own.home.parent, **urls)
    try:
        pages = ["/", f"/products/{slug}/?fresh=1", "/products/?q=cup", "/cart/", "/readyz"]
        with Customers(shop, pages, variant) as customers:
            customers.have_been_round(CUSTOMERS)
            with _holding_a_table(own):
                process = _migrating(own)
                assert process.stderr is not None
                if own.urls:
                    waits = next(line for line in process.stderr if "migrate.W002" in line)
                    assert waits.startswith("migrate.W002: products.a9001_expand waits for a lock")
                    # The shop is bought from although a migration waits for its table.
                    customers.have_been_round(CUSTOMERS * 2)
            said, complained = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, complained
            customers.have_been_round(CUSTOMERS * 2)
        assert "default: products.a9001_expand\ndefault: products.a9002_again\n" in said
        assert {status for (_page, status) in customers.seen} <= {200, 302, 303}, customers.seen
        assert len({page for page, _status in customers.seen}) == len(pages) + 1
        assert _told(own.python(LEFT)) == ["0"]
        backups = list(own.home.with_name("var.backups").glob("before-migrating-*/manifest.json"))
        assert len(backups) == 1
        older = own.small_trades("doctor").stdout
        assert "this version is older than the store, which has products.a9002_again" in older
    finally:
        assert shop.stop() == 0


def test_several_processes_that_start_at_once_migrate_once(own: Stores) -> None:
    processes = [_migrating(own) for _ in range(3)]
    said = [process.communicate(timeout=PATIENCE)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sum(text.count("default: products.a9001_expand\n") for text in said) == 1
    assert sum(text == "The stores are up to date.\n" for text in said) == 2
    assert len(list(own.home.with_name("var.backups").glob("before-migrating-*"))) == 1


def test_a_process_newer_than_its_stores_says_so(own: Stores) -> None:
    done = own.small_trades("worker", DJANGO_SETTINGS_MODULE=NEWER)
    assert done.returncode == 2
    assert done.stderr.endswith(
        "migrate.E005: this version is newer than the store 'default', which lacks 2 migrations "
        "(products.a9001_expand is the first). Run `small-trades migrate` first.\n"
    )
    told = own.small_trades("doctor", DJANGO_SETTINGS_MODULE=NEWER)
    assert told.returncode == 1
    assert "this version is newer than the store: 2 migrations are missing" in told.stdout


def test_a_backup_that_cannot_be_made_stops_it_before_anything_changes(own: Stores) -> None:
    folder = own.home.with_name("var.backups")
    folder.write_text("in the way")
    done = own.small_trades("migrate", DJANGO_SETTINGS_MODULE=NEWER)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        "migrate.E004: the backup before migrating could not be made, and nothing was changed" in done.stderr
    )
    assert "2 migrations are missing" in own.small_trades("doctor", DJANGO_SETTINGS_MODULE=NEWER).stdout
    went = own.small_trades("migrate", "--no-backup", DJANGO_SETTINGS_MODULE=NEWER)
    assert went.returncode == 0, went.stderr
    assert folder.read_text() == "in the way"


def test_a_lock_that_is_never_free_ends_it_with_a_sentence(own: Stores) -> None:
    script = (
        "import sys; from small_trades.config import migrating; migrating.PAUSES = (0.01,);"
        "from small_trades.config.cli import main; sys.exit(main(['migrate']))"
    )
    if not own.urls:
        # A store of one file: somebody writes for longer than its connection waits.
        script = script.replace(
            "import sys;",
            "import sys; from django.conf import settings;"
            "settings.DATABASES['default']['OPTIONS']['timeout'] = 0.1;",
        )
    with _writing(own):
        done = own.run(sys.executable, "-c", script, DJANGO_SETTINGS_MODULE=NEWER)
    assert done.returncode == 2, done.stderr
    assert "migrate.E002: products.a9001_expand needs a lock in the store 'default'" in done.stderr
    assert "2 migrations are missing" in own.small_trades("doctor", DJANGO_SETTINGS_MODULE=NEWER).stdout


@contextmanager
def _writing(stores: Stores) -> Iterator[None]:
    if stores.urls:
        with _holding_a_table(stores):
            yield
        return
    import sqlite3  # noqa: PLC0415 - on this engine only

    connection = sqlite3.connect(stores.home / "shop.sqlite3", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()
