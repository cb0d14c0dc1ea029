"""What stands on a noshi (熨斗), above the name of the giver (表書き)."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO_NOSHI: Final = ""
FRONTS: Final[dict[str, str | Promise]] = {
    "": _("Without noshi"),
    "御祝": _("Congratulations (御祝)"),
    "寿": _("Wedding (寿)"),
    "内祝": _("Thanks for a gift received (内祝)"),
    "御礼": _("Thanks (御礼)"),
    "御出産祝": _("Birth of a child (御出産祝)"),
    "快気祝": _("Recovery (快気祝)"),
    "御中元": _("Midsummer (御中元)"),
    "御歳暮": _("End of the year (御歳暮)"),
    "御年賀": _("New Year (御年賀)"),
    "粗品": _("A small present (粗品)"),
    "志": _("After a funeral (志)"),
    "無地": _("Noshi without words (無地)"),
}
"""What is written to how it is offered; it is written in Japanese in every language."""
