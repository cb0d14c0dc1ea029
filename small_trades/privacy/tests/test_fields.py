"""Columns and handles: what can be done with a sealed value, and all that cannot."""

from __future__ import annotations

import copy
import json
import pickle
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import Count, F, Max
from django.forms import modelform_factory

from small_trades import privacy
from small_trades.privacy.tests.toy.groups import EmailAddress, PersonName
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import TASK, loan, member
from small_trades.privacy.tests.toy.policy import ACCOUNT, LENDING, NAME

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_group_is_a_frozen_dataclass_of_strings_that_does_not_print_itself() -> None:
    @dataclass(repr=False)
    class Thawed:
        a: str

    @dataclass(frozen=True)
    class Talkative:
        a: str

    @dataclass(frozen=True, repr=False)
    class Numbers:
        a: int

    class Plain:
        pass

    for group, problem in (
        (Thawed, "must be frozen"),
        (Talkative, "must not print its values"),
        (Plain, "not a dataclass"),
    ):
        with pytest.raises(TypeError, match=problem):
            privacy.SealedField(group, category=NAME, kept_for=ACCOUNT)
    with pytest.raises(NameError):
        privacy.SealedField(Numbers, category=NAME, kept_for=Undefined)  # type: ignore[name-defined] # noqa: F821
    with pytest.raises(TypeError, match="a must be of type str, or one of bytes"):
        privacy.SealedField(Numbers, category=NAME, kept_for=ACCOUNT)


def test_a_subject_field_has_one_name() -> None:
    with pytest.raises(TypeError, match="is called `subject`"):
        privacy.SubjectField().contribute_to_class(Member, "owner")


def test_uuid7_rises_with_time_and_says_its_version() -> None:
    ids = [privacy.uuid7() for _ in range(1000)]
    assert {made.version for made in ids} == {7}
    assert {made.variant for made in ids} == {uuid.RFC_4122}
    assert [made.int >> 80 for made in ids] == sorted(made.int >> 80 for made in ids)
    assert len(set(ids)) == 1000


def test_a_handle_says_what_it_is_and_nothing_more(ada: Member) -> None:
    assert (str(ada.name), repr(ada.email), f"{ada.name:>40}") == (
        "‹PersonName›",
        "‹EmailAddress›",
        "‹PersonName›",
    )
    assert ada.nickname is None
    with pytest.raises(AttributeError, match="is sealed"):
        _ = ada.name.family
    with pytest.raises(TypeError):
        vars(ada.name)


@pytest.mark.parametrize(
    "misuse",
    [
        lambda sealed: sealed == sealed,  # noqa: PLR0124
        lambda sealed: sealed != "x",
        lambda sealed: sealed == 1,
        hash,
        lambda sealed: {sealed: 1},
        lambda sealed: sorted([sealed, sealed]),
        lambda sealed: max(sealed, sealed),
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        json.dumps,
        lambda sealed: json.dumps(sealed, cls=DjangoJSONEncoder),
        lambda sealed: sealed + "",
        lambda sealed: ",".join(iter([sealed, sealed])),
        iter,
        len,
        bytes,
    ],
)
def test_a_handle_cannot_be(misuse: Callable[[Any], object], ada: Member) -> None:
    with pytest.raises(TypeError):
        misuse(ada.name)


def test_an_instance_with_sealed_values_cannot_be_pickled_or_deep_copied(ada: Member) -> None:
    for attempt in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            attempt(ada)


def test_only_the_engine_fills_a_column(ada: Member, bob: Member) -> None:
    values: tuple[Any, ...] = (PersonName("A"), b"bytes", "text", F("nickname"), bob.name, bob.email)
    for value in values:
        with pytest.raises(TypeError, match=r"privacy\.(collect|carry)"):
            ada.name = value
        with pytest.raises(TypeError):
            Member(subject=ada.subject, name=value)
    detached = Member.objects.values_list("name", flat=True).get(pk=bob.pk)
    with pytest.raises(TypeError, match="detached"):
        ada.name = detached
    stranger = Member(subject=bob.subject, name=detached)
    with pytest.raises(TypeError, match="another row"), transaction.atomic():
        stranger.save()
    assert Member.objects.count() == 2


def test_a_row_cannot_take_another_person_or_id_along(ada: Member, bob: Member) -> None:
    ada.subject = bob.subject
    with pytest.raises(TypeError, match="changed its person or its id"), transaction.atomic():
        ada.save()
    bob.pk = privacy.uuid7()
    with pytest.raises(TypeError, match="changed its person or its id"), transaction.atomic():
        bob.save()
    copied = Member.objects.get(pk=ada.pk)
    copied.pk = None
    with pytest.raises(TypeError), transaction.atomic():
        copied.save()
    assert Member.objects.count() == 2


def test_values_give_handles_that_nobody_can_open(ada: Member, program: None) -> None:
    row = Member.objects.values("name", "email").get(pk=ada.pk)
    (flat,) = Member.objects.values_list("name", flat=True)
    handles: list[Any] = [*row.values(), flat]
    for detached in handles:
        assert str(detached) in {"‹PersonName›", "‹EmailAddress›"}
        with pytest.raises(TypeError, match="values"):
            privacy.use(detached, purpose=LENDING)


@pytest.mark.parametrize(
    "question",
    [
        lambda: Member.objects.filter(name=b"x"),
        lambda: Member.objects.filter(name__contains="x"),
        lambda: Member.objects.filter(name__in=[b"x"]),
        lambda: Member.objects.exclude(name__gt=b"x"),
        lambda: Member.objects.filter(name__length=1),
        lambda: Member.objects.filter(loans__borrower=b"x"),
        lambda: list(Member.objects.order_by("name")),
        lambda: list(Member.objects.order_by("-name")),
        lambda: list(Loan.objects.order_by("member__name")),
        lambda: Member.objects.aggregate(Max("name")),
        lambda: list(Member.objects.annotate(x=Max("loans__borrower"))),
    ],
)
def test_the_database_is_asked_nothing_about_a_sealed_value(
    question: Callable[[], object], ada: Member
) -> None:
    loan(ada)
    with pytest.raises(FieldError):
        question()


def test_the_database_may_say_whether_there_is_a_value(ada: Member) -> None:
    assert list(Member.objects.filter(nickname__isnull=True)) == [ada]
    assert list(Member.objects.filter(nickname=None)) == [ada]
    assert not Member.objects.filter(email__isnull=True).exists()
    assert not Member.objects.exclude(nickname__isnull=True).exists()
    loan(ada)
    assert Member.objects.annotate(n=Count("loans")).get().n == 1
    assert Loan.objects.select_related("member").get().member == ada


def test_update_cannot_write_a_value_but_may_empty_one(ada: Member) -> None:
    for value in (ada.name, b"bytes", PersonName("A")):
        with pytest.raises(TypeError), transaction.atomic():
            Member.objects.update(name=value)
    with pytest.raises(TypeError), transaction.atomic():
        Member.objects.bulk_update([ada], ["name"])
    Member.objects.update(email=None)
    assert Member.objects.get(pk=ada.pk).email is None


def test_bulk_create_stores_what_was_sealed_for_each(program: None) -> None:
    made = [Member(subject=privacy.new_subject()) for _ in range(3)]
    for number, one in enumerate(made):
        privacy.collect(one, notice="join", name=PersonName(str(number)))
    Member.objects.bulk_create(made)
    names = [one.name for one in Member.objects.order_by("pk")]
    assert [name.family for name in privacy.use(names, purpose=LENDING)] == ["0", "1", "2"]


def test_loading_in_parts_and_again(ada: Member, program: None) -> None:
    for found in (Member.objects.only("joined").get(), Member.objects.defer("name").get()):
        assert privacy.use(found.name, purpose=LENDING).family == "Ada麒麟"
    handle = ada.name
    ada.refresh_from_db()
    assert ada.name is not handle
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
    ada.save()
    ada.refresh_from_db(fields=["name"])
    assert privacy.use(ada.name, purpose=LENDING).given == "Lovelace鳳凰"


@pytest.mark.parametrize("form", ["json", "jsonl", "xml", "python"])
def test_serializers_refuse(form: str, ada: Member) -> None:
    with pytest.raises(TypeError, match="not serialised"):
        serializers.serialize(form, [ada])


def test_the_database_holds_only_ciphertext(ada: Member) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM toy_member")
        stored = b"".join(bytes(column) for column in cursor.fetchone())
    for value in ("Ada麒麟", "Lovelace鳳凰", "ada@member.example"):
        assert value.encode() not in stored


def test_migrations_know_a_binary_column_and_nothing_else() -> None:
    field = Member._meta.get_field("name")
    assert field.deconstruct()[1:] == ("small_trades.privacy.fields.SealedColumn", [], {})
    cloned = field.clone()
    assert isinstance(cloned, models.BinaryField)
    assert not hasattr(cloned, "group")
    assert Member._meta.get_field("email").deconstruct()[3] == {"null": True}
    assert "name" not in modelform_factory(Member, fields="__all__").base_fields


@pytest.mark.parametrize(
    "text", ["", "\0", "a\0b", "😀👨‍👩‍👧", "𠮷野家", '"\\', "\r\n\t", " ", "é", "x" * 10_000]
)
def test_every_text_survives(text: str, program: None) -> None:
    found = member(text, text)
    opened = privacy.use(found.name, purpose=LENDING)
    assert (opened.family, opened.given) == (text, text)


def test_what_is_not_text_is_refused_without_being_quoted(program: None) -> None:
    made = Member(subject=privacy.new_subject())
    with pytest.raises(ValueError, match="surrogate") as refused:
        privacy.collect(made, notice="join", name=PersonName("secret\ud800"))
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    with pytest.raises(TypeError, match=r"PersonName\.given must be a str"):
        privacy.collect(made, notice="join", name=PersonName("x", 5))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="takes PersonName, not EmailAddress"):
        privacy.collect(made, notice="join", name=EmailAddress("x"))


def test_a_record_is_somebodys_and_has_an_id_before_it_holds_anything() -> None:
    with privacy.acting_as(TASK):
        text: Any = str(uuid.uuid4())
        for made in (Member(), Member(subject=text), Member(pk="7", subject=uuid.uuid4())):
            with pytest.raises(TypeError, match="needs its subject and its id"):
                privacy.collect(made, notice="join", name=PersonName("x"))
        with pytest.raises(TypeError, match="not a sealed field"):
            privacy.collect(Member(subject=uuid.uuid4()), notice="join", joined=PersonName("x"))
