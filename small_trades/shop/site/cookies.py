"""A request's cookies, watched: an answer made from one belongs to one visitor."""

from collections.abc import Iterator, Mapping


class WatchedCookies(Mapping[str, str]):
    """Cookies that remember whether anyone looked at another than those in `ignored`.

    The middlewares of session and CSRF look at theirs on every request; whether the page used them they tell
    themselves.
    """

    def __init__(self, cookies: Mapping[str, str], *, ignored: frozenset[str]) -> None:
        self._cookies = cookies
        self._ignored = ignored
        self.was_read = False

    def __getitem__(self, name: str) -> str:
        if name not in self._ignored:
            self.was_read = True
        return self._cookies[name]

    def __iter__(self) -> Iterator[str]:
        self.was_read = True
        return iter(self._cookies)

    def __len__(self) -> int:
        self.was_read = True
        return len(self._cookies)
