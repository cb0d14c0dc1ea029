"""Which kind of device a browser string stands for. The string itself is not kept."""

from small_trades.shop.account.models import Browser, DeviceKind

# Order matters: Edge and Chrome also call themselves Safari, and Edge also calls itself Chrome.
_BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), Browser.EDGE),
    (("Firefox/", "FxiOS/"), Browser.FIREFOX),
    (("Chrome/", "CriOS/", "Chromium/"), Browser.CHROME),
    (("Safari/",), Browser.SAFARI),
)
_DEVICES = (
    (("iPad", "Tablet"), DeviceKind.TABLET),
    (("iPhone", "Mobile"), DeviceKind.PHONE),
    (("Android",), DeviceKind.TABLET),
    (("Windows NT", "Macintosh", "X11", "CrOS"), DeviceKind.COMPUTER),
)


def browser_of(user_agent: str) -> Browser:
    """The family of a browser."""
    return next(
        (browser for marks, browser in _BROWSERS if any(mark in user_agent for mark in marks)), Browser.OTHER
    )


def device_of(user_agent: str) -> DeviceKind:
    """The kind of a device."""
    return next(
        (device for marks, device in _DEVICES if any(mark in user_agent for mark in marks)), DeviceKind.OTHER
    )
