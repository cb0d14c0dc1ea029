"""Backups: whole or not there, without keys, taken while the shop serves; and what a restore refuses."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from small_trades.privacy.testing import scan
from tests.stores import CHECKOUT, Stores, prepare

START = "from small_trades.config.commands import setup\nsetup.start_django()\n"
ORDER = (
    START
    + """
from small_trades.privacy import ledger
from small_trades.shop.orders.tests.making import line, placed
from small_trades.shop.products.models import Variant
placed(line(Variant.objects.order_by("-available").first()))
ledger.close()
"""
)
BUSY = (
    START
    + """
import sys, threading
from small_trades.privacy import ledger
from small_trades.shop.orders.tests.making import line, placed
from small_trades.shop.products.models import Variant
bought = Variant.objects.order_by("-available").first()
Variant.objects.filter(pk=bought.pk).update(available=100_000)
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
while not stop.is_set():
    placed(line(bought))
    print("placed", flush=True)
ledger.close()
"""
)
COUNT = (
    START
    + """
import json
from small_trades.privacy import ledger
from small_trades.shop.orders.models import Order, OrderLine, Payment
collected = len(ledger.rows(event=ledger.Event.COLLECTION, limit=100_000))
print(json.dumps([Order.objects.count(), OrderLine.objects.count(), Payment.objects.count(), collected]))
"""
)
LOSE_LEDGER = (
    START
    + """
from django.db import connections
from small_trades.config.backups import postgresql_store
if connections["ledger"].vendor == "postgresql":
    postgresql_store._drop_all("ledger")
else:
    from pathlib import Path
    for path in Path(connections["ledger"].settings_dict["NAME"]).parent.glob("ledger.sqlite3*"):
        path.unlink()
"""
)
RUNNING = (
    START
    + """
import sys
from small_trades.config.backups.running import holding
with holding():
    print("holding", flush=True)
    sys.stdin.read()
"""
)
FULL = (
    START
    + """
import errno, os, sys
from small_trades.config import cli
from small_trades.config.backups import stores
real = stores.dump
def full(alias, folder):
    if alias == "ledger":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return real(alias, folder)
stores.dump = full
sys.exit(cli.main(["backup", sys.argv[1]]))
"""
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = prepare(tmp_path_factory.mktemp("prepared"))
    _run(made, ORDER)
    media = made.home / "media" / "products"
    media.mkdir(parents=True)
    (media / "cup.webp").write_bytes(b"a picture of a cup")
    yield made
    made.drop()


@pytest.fixture
def stores(prepared: Stores, tmp_path: Path) -> Iterator[Stores]:
    made = prepared.copy(tmp_path / "var")
    yield made
    made.drop()


def _run(stores: Stores, script: str) -> str:
    done = stores.python(script)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _counts(stores: Stores) -> list[int]:
    found: list[int] = json.loads(_run(stores, COUNT))
    return found


def _start(stores: Stores, script: str) -> subprocess.Popen[str]:
    """A process that prints a line when it is ready, and ends when its input closes."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        env=stores.environment(),
        cwd=CHECKOUT,
        stdin=pipe,
        stdout=pipe,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() != ""
    return process


def _backup(stores: Stores, target: Path) -> dict[str, Any]:
    done = stores.small_trades("backup", str(target), "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _refused(stores: Stores, identifier: str, *command: str) -> str:
    """The sentence with which a command is refused; the shop's rows are as they were."""
    before = _counts(stores)
    done = stores.small_trades(*command)
    assert done.returncode == 2, done.stdout
    assert done.stderr.startswith(f"{identifier}: "), done.stderr
    assert _counts(stores) == before
    return done.stderr


def test_what_is_in_it_and_what_never_is(stores: Stores, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "data"
    manifest = _backup(stores, target)
    assert manifest["kind"] == "data"
    assert set(manifest["stores"]) == {"default", "ledger"}
    assert manifest["stores"]["default"]["tables"]["orders_order"]["rows"] == 1
    assert manifest["files"]["media/products/cup.webp"]["bytes"] == 18
    assert {path.name for path in target.iterdir()} >= {"manifest.json", "media"}
    kek = json.loads((stores.home.with_name("var.secrets") / "kek.json").read_text())
    signing = (stores.home.with_name("var.secrets") / "ledger-signing.key").read_text().strip()
    assert scan([target], [*kek["epochs"].values(), signing]) == []
    assert not any("privacy_keys" in name for name in manifest["files"])
    assert "privacy_keys_keyring" not in manifest["stores"]["default"]["tables"]
    told = {one["id"]: one["state"] for one in json.loads(stores.small_trades("doctor", "--json").stdout)}
    assert (told["backup.data"], told["backup.keys"]) == ("ok", "warn")


def test_taken_while_the_shop_is_busy_it_is_one_state(stores: Stores, tmp_path: Path) -> None:
    busy = _start(stores, BUSY)
    target = tmp_path / "elsewhere" / "data"
    _backup(stores, target)
    busy.communicate(timeout=60)
    after = _counts(stores)
    done = stores.small_trades("restore", str(target), "--replace")
    assert done.returncode == 0, done.stderr
    orders, lines, payments, collected = _counts(stores)
    assert 1 <= orders < after[0]
    assert (lines, payments, collected) == (orders, orders, after[3])
    assert stores.small_trades("ledger", "verify").returncode == 0


def test_a_shop_that_was_lost_comes_back_whole(stores: Stores, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "data"
    _backup(stores, target)
    before = _counts(stores)
    _run(stores, ORDER)
    (stores.home / "media" / "products" / "cup.webp").unlink()
    _run(stores, LOSE_LEDGER)
    refused = stores.small_trades("restore", str(target), "--replace")
    assert refused.returncode == 2
    assert refused.stderr.startswith("restore.E007: the ledger had ")
    done = stores.small_trades("restore", str(target), "--replace", "--older-ledger")
    assert done.returncode == 0, done.stderr
    assert "Kept beside, for whoever asks what was lost" in done.stdout
    assert _counts(stores) == before
    assert (stores.home / "media" / "products" / "cup.webp").read_bytes() == b"a picture of a cup"
    assert stores.small_trades("ledger", "verify").returncode == 0
    shown = stores.small_trades("ledger", "show").stdout
    assert "with its older ledger of" in shown


def test_a_ledger_that_went_another_way_is_not_given_up_unasked(
    stores: Stores, prepared: Stores, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "data"
    other = prepared.copy(tmp_path / "other" / "var")
    try:
        _run(other, ORDER)
        _backup(other, target)
    finally:
        other.drop()
    _run(stores, ORDER)
    sentence = _refused(stores, "restore.E007", "restore", str(target), "--replace")
    assert "today's ledger does not extend the backup's" in sentence
    done = stores.small_trades("restore", str(target), "--replace", "--older-ledger")
    assert done.returncode == 0, done.stderr
    (aside,) = stores.home.glob("ledger-set-aside-*")
    assert json.loads((aside / "manifest.json").read_text())["kind"] == "ledger"
    assert stores.small_trades("ledger", "verify").returncode == 0


def test_no_restore_over_a_running_shop_or_a_full_store(stores: Stores, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "data"
    _backup(stores, target)
    running = _start(stores, RUNNING)
    try:
        _refused(stores, "restore.E002", "restore", str(target), "--replace")
    finally:
        running.communicate(timeout=60)
    _refused(stores, "restore.E005", "restore", str(target))


@pytest.mark.parametrize("damage", ["changed", "missing", "outside"])
def test_a_damaged_backup_is_refused_before_anything_changes(
    damage: str, stores: Stores, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "data"
    manifest = _backup(stores, target)
    name = next(name for name in manifest["files"] if name.startswith("default"))
    if damage == "changed":
        content = bytearray((target / name).read_bytes())
        content[len(content) // 2 : len(content) // 2] = b"x"
        (target / name).write_bytes(content)
    elif damage == "missing":
        (target / name).unlink()
    else:
        manifest["files"]["../../secret"] = manifest["files"].pop(name)
        (target / "manifest.json").write_text(json.dumps(manifest))
    _refused(stores, "backup.E004", "restore", str(target), "--replace")


def test_a_backup_of_another_engine_version_or_kind_is_refused(stores: Stores, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "data"
    manifest = _backup(stores, target)

    def rewritten(**changes: Any) -> None:
        facts = {**manifest["stores"]["default"], **changes}
        content = {**manifest, "stores": {**manifest["stores"], "default": facts}}
        (target / "manifest.json").write_text(json.dumps(content))

    rewritten(vendor="oracle")
    _refused(stores, "restore.E003", "restore", str(target), "--replace")
    rewritten(migrations=[["orders", "9999_from_the_future"]])
    _refused(stores, "restore.E004", "restore", str(target), "--replace")
    (target / "manifest.json").write_text(json.dumps({**manifest, "format": 2}))
    _refused(stores, "backup.E002", "restore", str(target), "--replace")
    (target / "manifest.json").write_text("[]")
    _refused(stores, "backup.E003", "restore", str(target), "--replace")
    _refused(stores, "backup.E003", "restore", str(tmp_path / "nothing"), "--replace")


def test_a_place_that_will_not_do(stores: Stores, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "data"
    _backup(stores, target)
    _refused(stores, "backup.E001", "backup", str(target))
    _refused(stores, "backup.E005", "backup", str(stores.home / "media" / "copy"))
    for beside in (target / "keys", target.with_name("keys")):
        assert "Whoever takes both" in _refused(stores, "backup.E006", "backup", "keys", str(beside))
        assert not beside.exists()
    wrong = stores.small_trades("backup", "keys")
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_a_full_disk_leaves_nothing_that_looks_like_a_backup(stores: Stores, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "data"
    done = stores.run(sys.executable, "-c", FULL, str(target))
    assert done.returncode == 2
    assert done.stderr == "cli.E002: the disk is full; what was begun was not kept.\n"
    assert list(target.parent.iterdir()) == []


def test_a_lost_key_store_comes_back_within_its_epoch_and_not_later(stores: Stores, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "keys"
    made = stores.small_trades("backup", "keys", str(copy))
    assert made.returncode == 0, made.stderr
    assert "Keep it away from every backup of the data" in made.stdout
    back = stores.small_trades("restore", str(copy), "--keys", "--replace")
    assert back.returncode == 0, back.stderr
    assert "erase them again" in back.stdout
    assert stores.small_trades("keys", "rotate").returncode == 0
    sentence = _refused(stores, "restore.E008", "restore", str(copy), "--keys", "--replace")
    assert "nothing in it would open" in sentence
    _refused(stores, "restore.E001", "restore", str(copy), "--replace")
    shutil.rmtree(copy)
