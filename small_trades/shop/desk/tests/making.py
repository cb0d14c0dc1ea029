"""Staff for tests, with everything planted, and browsers that are signed in at the desk."""

import datetime as dt
import re
import time
from dataclasses import dataclass
from html import unescape

import pyotp
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.policy.groups import EmailAddress, PasswordHash, PersonName, TotpSecret
from small_trades.privacy.testing import plant
from small_trades.shop.account import passwords
from small_trades.shop.account.tests.making import DESKTOP, Browser
from small_trades.shop.desk.last_proof import PROVED_AT
from small_trades.shop.desk.lookups import STAFF_EMAIL
from small_trades.shop.desk.middleware import SESSION_GENERATION, SESSION_ID, SESSION_MARK
from small_trades.shop.desk.models import Staff, StaffSession

STEP = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Colleague:
    """A member of staff and what they know."""

    staff: Staff
    name: str
    email: str
    password: str
    secret: str

    def code(self, *, steps: int = 0) -> str:
        """What their app shows now, or so many steps of thirty seconds later."""
        return pyotp.TOTP(self.secret).at(timezone.now() + steps * STEP)

    def wrong_code(self) -> str:
        """Six digits that their app shows neither now nor soon."""
        shown = {self.code(steps=step) for step in range(-2, 4)}
        return next(code for code in (f"{number:06}" for number in range(10)) if code not in shown)


def colleague(
    role: str = "orders", *, is_active: bool = True, confirmed: int = POLICY.version, password: str = ""
) -> Colleague:
    """Somebody who works here. Without a password they cannot sign in, and need no slow hash."""
    name, email, secret = plant("name"), plant("email"), pyotp.random_base32()
    staff = Staff(subject=privacy.new_subject(), role=role, is_active=is_active, confirmed_policy=confirmed)
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.collect(
            staff,
            notice="staff-invite",
            name=PersonName(name, name),
            email=EmailAddress(email),
            password=PasswordHash(passwords.hashed(password) if password else "none"),
            totp=TotpSecret(secret),
        )
    staff.save()
    STAFF_EMAIL.put(email, subject=staff.subject, record=staff.pk)
    return Colleague(staff, name, email, password, secret)


def desk_of(who: Colleague, *, mark: str = "", seconds_ago: int = 0) -> Browser:
    """Their browser, signed in so many seconds ago."""
    browser = Browser(DESKTOP)
    StaffSession.objects.get_or_create(
        staff=who.staff, mark=mark, defaults={"subject": who.staff.subject, "device": "computer"}
    )
    session = browser.session
    session[SESSION_ID] = str(who.staff.pk)
    session[SESSION_GENERATION] = who.staff.generation
    session[SESSION_MARK] = mark
    session[PROVED_AT] = int(time.time()) - seconds_ago
    session.save()
    browser.come_with(session.session_key)
    return browser


def problems(page: str) -> dict[str, str]:
    """What a page says is wrong, by the name of the field; under "" what concerns the whole form."""
    at_fields = re.findall(r'id="id_(\w+)_error">.*?<span>(.*?)</span>', page, re.DOTALL)
    summary = re.search(r'class="error-summary".*?</ul>', page, re.DOTALL)
    whole = re.findall(r"<li>([^<]+)</li>", summary[0]) if summary else []
    return {name: unescape(text) for name, text in [*at_fields, *(("", text) for text in whole)]}
