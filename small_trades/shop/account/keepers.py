"""Who keeps a passkey, by its AAGUID: the products that most people use, as their makers publish them.

Authenticators that want to stay unknown send zeros. The AAGUID itself is not stored.
"""

from typing import Final

from small_trades.shop.account.models import PasskeyFacts

KEEPERS: Final = {
    "apple": "Apple Passwords",
    "google": "Google Password Manager",
    "windows": "Windows Hello",
    "samsung": "Samsung Pass",
    "chrome": "Chrome",
    "edge": "Microsoft Edge",
    "1password": "1Password",
    "bitwarden": "Bitwarden",
    "dashlane": "Dashlane",
    "keeper": "Keeper",
    "keepassxc": "KeePassXC",
    "nordpass": "NordPass",
    "proton": "Proton Pass",
}
_BY_AAGUID: Final = {
    "fbfc3007-154e-4ecc-8c0b-6e020557d7bd": "apple",
    "dd4ec289-e01d-41c9-bb89-70fa845d4bf2": "apple",
    "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4": "google",
    "08987058-cadc-4b81-b6e1-30de50dcbe96": "windows",
    "9ddd1817-af5a-4672-a2b9-3e3dd95000a9": "windows",
    "6028b017-b1d4-4c02-b4b3-afcdafc96bb2": "windows",
    "53414d53-554e-4700-0000-000000000000": "samsung",
    "adce0002-35bc-c60a-648b-0b25f1f05503": "chrome",
    "b5397666-4885-aa6b-cebf-e52262a439a2": "chrome",
    "771b48fd-d3d4-4f74-9232-fc157ab0507a": "edge",
    "bada5566-a7aa-401f-bd96-45619a55120d": "1password",
    "d548826e-79b4-db40-a3d8-11116f7e8349": "bitwarden",
    "531126d6-e717-415c-9320-3d9aa6981239": "dashlane",
    "0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6": "keeper",
    "fdb141b2-5d84-443e-8a35-4698c205a502": "keepassxc",
    "b84e4048-15dc-4dd0-8640-f4f60813c8af": "nordpass",
    "50726f74-6f6e-5061-7373-50726f746f6e": "proton",
}


def keeper_of(aaguid: str) -> str:
    """The id of a keeper, or the empty string where it is not one of these."""
    return _BY_AAGUID.get(aaguid, "")


def passkey_name(passkey: PasskeyFacts) -> str:
    """What the person calls it, and who keeps it where that is known: `My telephone · Apple Passwords`."""
    words = [str(passkey.get_label_display()), KEEPERS.get(passkey.provider, "")]
    return " · ".join(word for word in words if word)
