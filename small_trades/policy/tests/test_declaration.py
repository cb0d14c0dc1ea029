from dataclasses import fields, is_dataclass

from small_trades.policy import declaration, groups
from small_trades.policy.declaration import POLICY
from small_trades.privacy.vocabulary import (
    ActorKind,
    Category,
    LegalBasis,
    Purpose,
    Recipient,
    RecipientRole,
    Retention,
)


def test_every_name_has_both_languages() -> None:
    named: list[Category | Purpose | Recipient | Retention] = [*POLICY.categories, *POLICY.purposes]
    named += [*POLICY.recipients, *POLICY.retention]
    for entry in named:
        assert entry.name_ja
        assert entry.name_en
        assert entry.name_en.isascii()
    for purpose in POLICY.purposes:
        assert purpose.text_ja.endswith("。")
        assert purpose.text_en.endswith(".")


def test_purposes_use_and_recipients_receive_only_what_is_declared() -> None:
    for purpose in POLICY.purposes:
        assert all(POLICY.declares(category) for category in purpose.uses)
        assert all(POLICY.declares(recipient) for recipient in purpose.recipients)
    for recipient in POLICY.recipients:
        assert all(POLICY.declares(category) for category in recipient.receives)
    for notice in POLICY.notices:
        assert all(POLICY.declares(purpose) for purpose in notice.purposes)


def test_every_declared_category_serves_some_purpose() -> None:
    used = {category.id for purpose in POLICY.purposes for category in purpose.uses}
    assert used == {category.id for category in POLICY.categories}


def test_staff_act_only_by_role() -> None:
    for purpose in POLICY.purposes:
        assert bool(purpose.roles) == (ActorKind.STAFF in purpose.actors), purpose.id
        assert purpose.roles <= {*declaration.STAFF_ROLES, declaration.PROGRAM}


def test_catalogue_and_auditor_open_nobody_but_themselves() -> None:
    for role in ("catalogue", "auditor"):
        assert [p.id for p in POLICY.purposes if role in p.roles] == ["0-staff"]
    assert declaration.STAFF_DUTIES.uses == (declaration.STAFF,)


def test_passwords_are_for_signing_in_and_go_nowhere() -> None:
    using = [p.id for p in POLICY.purposes if declaration.PASSWORD in p.uses]
    assert using == ["3c-identity"]
    assert [r.id for r in POLICY.recipients if declaration.PASSWORD in r.receives] == []


def test_third_parties_receive_on_consent_alone_and_advertising_nothing_personal() -> None:
    third_parties = [r.id for r in POLICY.recipients if r.role is RecipientRole.THIRD_PARTY]
    assert third_parties == ["5a-maker", "8-ad-service"]
    assert POLICY.recipient("8-ad-service").receives == ()
    for purpose in POLICY.purposes:
        if {recipient.id for recipient in purpose.recipients} & set(third_parties):
            assert purpose.legal_basis is LegalBasis.CONSENT or purpose.id == "6-rights"


def test_an_opened_group_does_not_print_itself() -> None:
    shapes = [shape for shape in vars(groups).values() if isinstance(shape, type) and is_dataclass(shape)]
    assert len(shapes) == 24
    for shape in shapes:
        made = shape(**dict.fromkeys((each.name for each in fields(shape)), "山田-planted"))
        assert "planted" not in f"{made} {made!r}"
