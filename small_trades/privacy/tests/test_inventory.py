"""What keeps the program from starting, tried one at a time."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections, models

from small_trades import privacy
from small_trades.privacy._inventory import policy_text_items, start_problems
from small_trades.privacy._inventory.columns import model_problems
from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy import policy as toy
from small_trades.privacy.tests.toy.doors import POST_DOOR, PRINTER_DOOR, Print
from small_trades.privacy.tests.toy.groups import PersonName
from small_trades.privacy.tests.toy.models import Member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _stores(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The three stores as they are, outside any test's transaction."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def new_model() -> Iterator[type[models.Model]]:
    """A model that another app might bring along."""

    class Brought(models.Model):
        email = models.EmailField()
        note = models.TextField(db_column="remark")
        owner = models.ForeignKey(Member, on_delete=models.CASCADE)

        class Meta:
            app_label = "toy"
            managed = False

    yield Brought
    del apps.all_models["toy"]["brought"]
    apps.clear_cache()


def _found(*, ids: bool = True) -> list[str]:
    return [problem.id if ids else problem.message for problem in start_problems()]


def _policy(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    monkeypatch.setattr(toy, "OTHER", replace(toy.POLICY, **changes), raising=False)
    monkeypatch.setitem(settings.PRIVACY, "POLICY", f"{toy.__name__}.OTHER")
    from small_trades.privacy import _policy

    _policy._policy.cache_clear()


@pytest.fixture(autouse=True)
def _fresh_policy() -> Iterator[None]:
    from small_trades.privacy import _policy

    yield
    _policy._policy.cache_clear()


def test_the_toy_starts() -> None:
    assert start_problems() == []
    privacy.check_start()
    privacy.check_start(with_stores=False)


def test_what_is_wrong_is_said_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECRET_KEY", "short")
    monkeypatch.setattr(Member, "not_personal", privacy.NotPersonal("x", "gone"))
    with pytest.raises(privacy.StartRefused) as refused:
        privacy.check_start()
    assert [problem.id for problem in refused.value.problems] == [
        "privacy.E001",
        "privacy.E002",
        "privacy.E023",
    ]
    assert "privacy.E001: toy.Member.joined is neither sealed nor declared" in str(refused.value)
    assert all(problem.hint for problem in refused.value.problems)


def test_a_column_nobody_declared(new_model: type[models.Model]) -> None:
    assert [problem.message.split(" is ")[0] for problem in model_problems()] == [
        "toy.Brought.email",
        "toy.Brought.note",
    ]


def test_a_column_of_a_third_party(new_model: type[models.Model], monkeypatch: pytest.MonkeyPatch) -> None:
    declared = {"toy.Brought": privacy.NotPersonal("addresses of machines", "email", "remark")}
    monkeypatch.setitem(settings.PRIVACY, "THIRD_PARTY_NOT_PERSONAL", declared)
    assert list(model_problems()) == []


def test_a_text_as_a_key() -> None:
    class Keyed(models.Model):
        address = models.EmailField(primary_key=True)

        class Meta:
            app_label = "toy"
            managed = False

    try:
        assert [problem.id for problem in model_problems()] == ["privacy.E001"]
    finally:
        del apps.all_models["toy"]["keyed"]
        apps.clear_cache()


def test_a_seal_without_a_person() -> None:
    class Bare(models.Model):
        name = privacy.SealedField(
            PersonName,
            category=replace(toy.NAME, id="2z-other"),
            kept_for=privacy.Retention("NEVER", "", ""),
        )

        class Meta:
            app_label = "toy"
            managed = False

    try:
        assert [problem.id for problem in model_problems()] == [
            "privacy.E003",
            "privacy.E004",
            "privacy.E004",
        ]
    finally:
        del apps.all_models["toy"]["bare"]
        apps.clear_cache()


@pytest.mark.parametrize("store", ["default", "keys"])
def test_a_table_by_raw_sql(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with connections[store].cursor() as cursor:
        cursor.execute("CREATE TABLE shadow (email text)")
    try:
        assert _found(ids=False) == [f"The store {store!r} has a table 'shadow' that no model knows."]
        monkeypatch.setitem(settings.PRIVACY, "OTHER_TABLES", {"shad": "x", "django_migrations": "x"})
        assert _found() == []
    finally:
        with connections[store].cursor() as cursor:
            cursor.execute("DROP TABLE shadow")


def test_a_column_by_raw_sql() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE toy_member ADD COLUMN email_plain text")
    try:
        assert _found(ids=False) == [
            "The store 'default' has a column toy_member.email_plain that no model knows."
        ]
    finally:
        with connections["default"].cursor() as cursor:
            cursor.execute("ALTER TABLE toy_member DROP COLUMN email_plain")


def test_a_migration_that_did_not_run(new_model: type[models.Model]) -> None:
    assert "The store 'default' lacks toy_brought (email, id, owner_id, remark)." in _found(ids=False)


@pytest.mark.parametrize(
    "changes",
    [
        {"categories": (toy.NAME, toy.EMAIL)},
        {"recipients": (toy.PRINTER,)},
        {"purposes": (toy.LENDING, toy.NOTICE, toy.REVEAL, toy.AUDIT)},
        {
            "purposes": (
                *toy.POLICY.purposes,
                replace(toy.AUDIT, id="3a-lending-more", incidental_to=replace(toy.AUDIT, id="9")),
            )
        },
    ],
)
def test_parts_of_the_policy_that_do_not_know_each_other(
    changes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _policy(monkeypatch, **changes)
    assert "privacy.E010" in _found()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_text_that_leaves_something_out(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = settings.PRIVACY["TEXTS"]
    shorter = texts[language].read_text(encoding="utf-8").replace("{#2a-name}", "")
    monkeypatch.setitem(settings.PRIVACY, "TEXTS", {**texts, language: lambda: shorter})
    assert _found(ids=False) == [f"The published text ({language}) does not mention 2a-name."]
    monkeypatch.setitem(settings.PRIVACY, "TEXTS", {language: tmp_path / "none.md"})
    assert _found() == ["privacy.E011"] * 11


def test_anchors_are_read_from_a_text() -> None:
    assert policy_text_items('## Name {#2a-name}\n{{ table("x") }} {#3a-lending} {# not one #}') == {
        "2a-name",
        "3a-lending",
    }


def test_a_published_version_that_is_missing_or_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", tmp_path)
    assert _found() == ["privacy.E012"]
    shutil.copy(HERE / "toy" / "published" / "1.json", tmp_path)
    current = tmp_path / "2.json"
    current.write_text(json.dumps({**toy.POLICY.snapshot(), "texts": {"ja": "…"}}))
    assert _found() == []
    current.write_text(json.dumps({**toy.POLICY.snapshot(), "effective": "2030-01-01"}))
    assert _found() == ["privacy.E013"]


def test_a_door_to_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PRINTER_DOOR, "name", "copier")
    assert _found() == ["privacy.E014"]
    monkeypatch.setattr(PRINTER_DOOR, "name", "printer")
    monkeypatch.setattr(PRINTER_DOOR, "recipient", replace(toy.PRINTER, id="copier"))
    assert _found() == ["privacy.E014", "privacy.E014"]
    monkeypatch.setattr(PRINTER_DOOR, "recipient", toy.PRINTER)
    monkeypatch.setattr(POST_DOOR, "messages", (Print,))
    assert _found() == ["privacy.E014"]


def test_stores_that_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {**settings.DATABASES["keys"], "NAME": settings.DATABASES["default"]["NAME"]}
    monkeypatch.setitem(settings.DATABASES, "keys", shared)
    assert "default and keys share a database." in _found(ids=False)
    monkeypatch.delitem(settings.DATABASES, "keys")
    assert [problem.id for problem in start_problems(with_stores=False)] == ["privacy.E020"]


def test_the_key_beside_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    store = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(settings.HOME / "data" / "toy.sqlite3")}
    monkeypatch.setitem(settings.DATABASES, "default", store)
    monkeypatch.setitem(settings.PRIVACY, "KEK_FILE", settings.HOME / "data" / "sub" / "kek.json")
    assert "privacy.E021" in [problem.id for problem in start_problems(with_stores=False)]


def test_a_key_file_of_another_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    privacy.check_start()
    monkeypatch.setitem(settings.PRIVACY, "KEK_FILE", tmp_path / "gone.json")
    assert _found() == ["privacy.E022"]


def test_secrets_that_are_weak_or_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = tmp_path / "signing.key"
    monkeypatch.setitem(settings.PRIVACY, "LEDGER_SIGNING_KEY_FILE", signing)
    # Another key than the one the ledger was signed with: it is not continued.
    assert _found() == ["privacy.E025"]
    signing.write_text(settings.SECRET_KEY + "\n")
    assert _found() == ["privacy.E024", "privacy.E025"]
    signing.write_text("short")
    assert _found() == ["privacy.E023", "privacy.E025"]


def test_a_reason_is_needed_to_say_that_nothing_is_personal() -> None:
    with pytest.raises(ValueError, match="reason"):
        privacy.NotPersonal(" ", "column")


def test_a_store_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("no route to host")

    monkeypatch.setattr(connections["keys"], "cursor", refuse)
    assert "privacy.E008" in _found()


def test_stores_on_one_server(monkeypatch: pytest.MonkeyPatch) -> None:
    server = {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db", "PORT": "5432"}
    monkeypatch.setitem(settings.DATABASES, "default", server)
    monkeypatch.setitem(settings.DATABASES, "keys", {**server, "NAME": "keys"})
    monkeypatch.setitem(settings.DATABASES, "ledger", {**server, "USER": "ledger"})
    messages = [problem.message for problem in start_problems(with_stores=False)]
    assert messages == ["default and ledger share a database."]
