"""What the toy promises. Version 2 is in force; version 1, in `published/`, was narrower in one purpose."""

from __future__ import annotations

from datetime import date

from small_trades.privacy.vocabulary import (
    ActorKind,
    Category,
    LegalBasis,
    Notice,
    Policy,
    Purpose,
    Recipient,
    RecipientRole,
    Retention,
)

NAME = Category("2a-name", "2a", "氏名", "Name", "dpv-pd:Name")
EMAIL = Category("2d-email", "2d", "メールアドレス", "E-mail address", "dpv-pd:EmailAddress")
LETTER = Category("2i-letter", "2i", "お手紙", "Letter", "dpv-pd:Communication")

ACCOUNT = Retention("ACCOUNT", "会員", "Membership")
LOAN = Retention("LOAN", "貸出", "Loan", years=7, by_fiscal_year=True)
RECORDS = Retention("RECORDS", "記録", "Records", years=3)
FAREWELL = Retention("FAREWELL", "最後のお知らせ", "The last mail", days=1)

POST = Recipient("post", RecipientRole.PROCESSOR, "郵便", "Post", "JP", receives=(NAME, EMAIL))
PRINTER = Recipient("printer", RecipientRole.PROCESSOR, "印刷所", "Printer", "JP", receives=(LETTER,))
NEIGHBOUR = Recipient("neighbour", RecipientRole.THIRD_PARTY, "隣", "Neighbour", "JP", receives=(NAME,))
OVERSEAS = Recipient(
    "overseas",
    RecipientRole.THIRD_PARTY,
    "海外の図書館",
    "Library overseas",
    "FR",
    receives=(NAME,),
    country_ja="フランス",
    country_en="France",
    abroad_ja="GDPRの適用があります。",
    abroad_en="The GDPR applies.",
)
COURT = Recipient("court", RecipientRole.AUTHORITY, "裁判所", "Court", "JP", receives=(NAME, EMAIL))


def _purpose(
    purpose_id: str,
    basis: LegalBasis,
    uses: tuple[Category, ...],
    actors: frozenset[ActorKind],
    *,
    recipients: tuple[Recipient, ...] = (),
    roles: frozenset[str] = frozenset(),
    needs_reason: bool = False,
) -> Purpose:
    clause = purpose_id.partition("-")[0]
    return Purpose(
        purpose_id,
        clause,
        f"目的{purpose_id}",
        purpose_id,
        "…",
        "…",
        "dpv:Purpose",
        basis,
        uses,
        actors,
        recipients,
        roles,
        needs_reason=needs_reason,
    )


_EVERYBODY = frozenset(ActorKind)
LENDING = _purpose(
    "3a-lending", LegalBasis.CONTRACT, (NAME, EMAIL), _EVERYBODY, roles=frozenset({"librarian"})
)
NOTICE = _purpose(
    "3b-notice", LegalBasis.CONTRACT, (NAME, EMAIL), frozenset({ActorKind.SYSTEM}), recipients=(POST, PRINTER)
)
# Wider in version 2 than in version 1, which did not let a letter be read for this.
ANSWER = _purpose(
    "3c-answer",
    LegalBasis.CONTRACT,
    (NAME, LETTER),
    frozenset({ActorKind.STAFF, ActorKind.SYSTEM}),
    roles=frozenset({"librarian"}),
)
REVEAL = _purpose(
    "3d-reveal",
    LegalBasis.CONTRACT,
    (NAME, EMAIL, LETTER),
    frozenset({ActorKind.STAFF}),
    roles=frozenset({"librarian"}),
    needs_reason=True,
)
AUDIT = _purpose("3e-audit", LegalBasis.LEGAL_OBLIGATION, (NAME,), frozenset({ActorKind.SYSTEM}))
NEWS = _purpose(
    "3f-news",
    LegalBasis.CONSENT,
    (EMAIL,),
    frozenset({ActorKind.CUSTOMER, ActorKind.SYSTEM}),
    recipients=(POST,),
)
# A mistake of the policy: a third party's purpose that is declared to rest on a contract.
SHARE = _purpose(
    "5a-share",
    LegalBasis.CONTRACT,
    (NAME,),
    frozenset({ActorKind.SYSTEM}),
    recipients=(NEIGHBOUR, OVERSEAS),
)
LAW = _purpose(
    "5c-law",
    LegalBasis.LEGAL_OBLIGATION,
    (NAME, EMAIL),
    frozenset({ActorKind.STAFF, ActorKind.SYSTEM}),
    recipients=(COURT, POST),
    roles=frozenset({"librarian"}),
    needs_reason=True,
)

POLICY = Policy(
    version=2,
    effective=date(2026, 4, 1),
    categories=(NAME, EMAIL, LETTER),
    purposes=(LENDING, NOTICE, ANSWER, REVEAL, AUDIT, NEWS, SHARE, LAW),
    recipients=(POST, PRINTER, NEIGHBOUR, OVERSEAS, COURT),
    retention=(ACCOUNT, LOAN, RECORDS, FAREWELL),
    cookies=(),
    notices=(Notice("join", (LENDING, NOTICE)), Notice("write", (ANSWER,))),
)
