"""What the safety page may say: each sentence stands beside the setting that makes it true."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.shop.site import outside
from small_trades.shop.site.formats import date
from small_trades.shop.site.ledger_check import last_check
from small_trades.shop.site.policy_headers import CONTENT_SECURITY_POLICY

SECONDS_A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class SafetyFact:
    """A measure in force: an icon of the site's set, a title, a sentence."""

    icon: str
    title: str
    text: str


def safety_facts() -> tuple[SafetyFact, ...]:
    """Measures in force by the settings the shop runs with; one that is switched off is not listed."""
    return (*_always(), *_connection(), *_browser(), *_stores(), *_passwords(), *_proven())


def _always() -> Iterator[SafetyFact]:
    """Built into the program: no setting turns these off."""
    yield SafetyFact(
        "key",
        _("A key for each person"),
        _(
            "Personal information is encrypted with AES-256-GCM, with a key of its own for each person "
            "and kind of record. Erasing someone means destroying those keys."
        ),
    )
    yield SafetyFact(
        "eye",
        _("No use without a purpose and a record"),
        _(
            "A value opens only for a purpose of the policy. The record of it is on disk before the value "
            "is shown, and members can read it in My Page."
        ),
    )
    yield SafetyFact(
        "list",
        _("A record that cannot be rewritten unseen"),
        _(
            "Records are chained in a Merkle tree (RFC 6962) with signed checkpoints. Changing or "
            "removing one would show."
        ),
    )
    yield SafetyFact(
        "people",
        _("Masked for our staff"),
        _(
            "Names and addresses are masked in the staff screens. Seeing one takes a role, a purpose and, "
            "where it matters, a written reason. Signing in takes a second factor."
        ),
    )
    yield SafetyFact(
        "external",
        _("One guarded way out"),
        _(
            "Information leaves only through declared doors (mail, payment, delivery), recorded before it "
            "is sent. Every other connection the program might try is refused."
        ),
    )
    yield SafetyFact(
        "card",
        _("No card numbers"),
        _(
            "Card numbers go to the payment provider directly. They do not pass through the shop, and one "
            "typed into a form by mistake is not accepted."
        ),
    )


def _connection() -> Iterator[SafetyFact]:
    if not settings.SECURE_SSL_REDIRECT:
        return
    text = _("Every page is encrypted in transit (TLS); unencrypted requests are sent on to it.")
    if settings.SECURE_HSTS_SECONDS:
        text = _(
            "Every page is encrypted in transit (TLS); browsers are told to use nothing else for "
            "%(days)s days (HSTS)."
        ) % {"days": settings.SECURE_HSTS_SECONDS // SECONDS_A_DAY}
    yield SafetyFact("lock", _("Encrypted connections"), text)


def _browser() -> Iterator[SafetyFact]:
    is_strict = (
        CONTENT_SECURITY_POLICY["default-src"] == "'none'"
        and CONTENT_SECURITY_POLICY["script-src"] == "'self'"
    )
    if is_strict and outside.service() is not None:
        yield SafetyFact(
            "shield",
            _("Nothing foreign where you enter or see your information"),
            _(
                "A strict Content Security Policy lets those pages load only what comes from this site. "
                "Pages about goods may use the one outside service listed, after you allow it."
            ),
        )
    elif is_strict:
        yield SafetyFact(
            "shield",
            _("Nothing foreign in your browser"),
            _(
                "A strict Content Security Policy lets pages load only what comes from this site. Cookies "
                "are closed to scripts of the page where possible and are sent over TLS only."
            ),
        )


def _stores() -> Iterator[SafetyFact]:
    stores = {_place(settings.DATABASES[alias]) for alias in ("default", "keys", "ledger")}
    if len(stores) == len(("default", "keys", "ledger")):
        yield SafetyFact(
            "box",
            _("Three separate stores"),
            _(
                "Information, keys and the record of uses are kept in three separate databases. Keys are "
                "never part of a backup of the information."
            ),
        )


def _place(store: dict[str, Any]) -> tuple[str, str, str]:
    return str(store["NAME"]), str(store.get("HOST", "")), str(store.get("PORT", ""))


def _passwords() -> Iterator[SafetyFact]:
    if settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher"):
        yield SafetyFact(
            "person",
            _("Passwords nobody can read"),
            _(
                "Passwords are turned into Argon2 hashes, encrypted like everything else. Nobody can turn "
                "them back."
            ),
        )


def _proven() -> Iterator[SafetyFact]:
    """What was done lately, with its day: nothing is said that did not happen, or that did not hold."""
    for epoch in privacy.keys_status().epochs:
        if epoch.is_current:
            yield SafetyFact(
                "key",
                _("Keys that are renewed"),
                _("The key that locks all other keys is from %(day)s. A copy of an older one opens nothing.")
                % {"day": date(epoch.made_at)},
            )
    drill, check = privacy.last_drill(), last_check()
    if drill is not None and drill.has_passed:
        yield SafetyFact(
            "box",
            _("Backups that are tried"),
            _(
                "On %(day)s a backup was restored for practice: what was kept came back, and whoever had "
                "been erased stayed erased."
            )
            % {"day": date(drill.at)},
        )
    if check is not None and check.ok:
        yield SafetyFact(
            "list",
            _("A record that is checked"),
            _("On %(day)s every row of the record of uses was checked against its signatures.")
            % {"day": date(check.at)},
        )
