"""What the drill does, in a process and on stores of its own: `python -m … FOLDER`, JSON on its output."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from small_trades.config.commands import setup


def main(folder: Path) -> dict[str, bool]:
    """Every sentence the drill proves, and whether it is so."""
    setup.start_django()
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415
    from small_trades.config.backups import stores  # noqa: PLC0415
    from small_trades.config.backups.backing_up import back_up, back_up_keys  # noqa: PLC0415
    from small_trades.config.backups.folder import read  # noqa: PLC0415
    from small_trades.config.backups.restoring import alone, restore  # noqa: PLC0415

    found = {}
    restore(folder / "today" / "data")
    found["every row of today's backup came back"] = _is_whole(folder / "today" / "data")
    found["the restored ledger is what was signed"] = privacy.ledger.verify().ok

    erased, other = _person("a"), _person("b")
    data, keys, kek = folder / "week" / "data", folder / "week-keys" / "keys", folder / "week-kek.json"
    back_up(data)
    back_up_keys(keys)
    shutil.copy(settings.PRIVACY["KEK_FILE"], kek)

    with privacy.acting_as(privacy.Actor.system("backup.drill")):
        privacy.destroy(erased)
        privacy.rotate()
    rows = privacy.ledger.size()
    restore(data, replace=True, sweep=False)
    found["today's ledger stayed, no row was lost"] = privacy.ledger.size() > rows
    found["somebody who was not erased can be read"] = _reads(other) == "read"
    found["somebody who was erased cannot"] = _reads(erased) == "erased"
    found["nothing finds the erased person"] = not _finds("a") and _finds("b")
    restore(data, replace=True)
    found["the rows of the erased person are removed, the other's stay"] = (
        _rows_of(erased) == 0 and _rows_of(other) > 0 and _reads(other) == "read"
    )

    restore(data, replace=True, sweep=False)
    with alone():
        stores.stage("keys", keys)
        stores.replace("keys", keys, read(keys).stores["keys"])
    setup.migrate(backup=False)
    found["last week's key store opens nothing with today's key file"] = _reads(erased) == "unusable"
    shutil.copy(kek, settings.PRIVACY["KEK_FILE"])
    found["nor with last week's key file, which the ledger knows is destroyed"] = _reads(erased) == "unusable"
    return found


def _person(letter: str) -> UUID:
    """Somebody with an inquiry: name, address and text sealed, found by the address."""
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.policy.groups import EmailAddress, InquiryText, PersonName  # noqa: PLC0415
    from small_trades.shop.inquiries.actions.open import NewInquiry, open_inquiry  # noqa: PLC0415
    from small_trades.shop.inquiries.models import Inquiry  # noqa: PLC0415
    from small_trades.shop.inquiries.states import InquiryKind  # noqa: PLC0415

    new = NewInquiry(
        kind=next(iter(InquiryKind)),
        name=PersonName("訓練", letter),
        email=EmailAddress(_address(letter)),
        text=InquiryText("復元訓練"),
    )
    with privacy.acting_as(privacy.Actor.visitor()):
        opened = open_inquiry(new, language="ja")
    return Inquiry.objects.get(pk=opened.id).subject


def _address(letter: str) -> str:
    return f"restore-drill-{letter}@example.invalid"


def _reads(subject: UUID) -> str:
    """What comes of reading a person's inquiry: `read`, `erased`, `unusable`."""
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.policy.declaration import INQUIRY_ANSWER  # noqa: PLC0415
    from small_trades.shop.inquiries.models import Inquiry  # noqa: PLC0415

    with privacy.acting_as(privacy.Actor.system("backup.drill")):
        try:
            privacy.use(Inquiry.objects.get(subject=subject).name, purpose=INQUIRY_ANSWER)
        except privacy.Erased:
            return "erased"
        except privacy.KeysUnusable:
            return "unusable"
    return "read"


def _rows_of(subject: UUID) -> int:
    from small_trades.shop.inquiries.models import Inquiry  # noqa: PLC0415 - needs settings

    return Inquiry.objects.filter(subject=subject).count()


def _finds(letter: str) -> bool:
    from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL  # noqa: PLC0415 - needs settings

    return INQUIRY_EMAIL.find(_address(letter)) is not None


def _is_whole(source: Path) -> bool:
    """Whether every table has as many rows as the backup, but for what a restore itself changes."""
    from django.db import connections  # noqa: PLC0415 - needs settings

    from small_trades.config.backups.folder import read  # noqa: PLC0415

    with connections["default"].cursor() as cursor:
        tables = read(source).stores["default"].tables
        return all(
            _count(cursor, table) == facts["rows"]
            for table, facts in tables.items()
            if not table.startswith(("sessions_hashed", "django_migrations"))
        )


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name from the manifest
    return int(cursor.fetchone()[0])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
