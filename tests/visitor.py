"""Somebody in front of a real shop, without scripts: opens pages, fills in forms, presses buttons.

visitor = Visitor("https://localhost:8443", authority=secrets / "tls" / "authority.pem")
visitor.open("/account/login/")
visitor.send(email="…", **{"current-password": "…"})     # the form that has these fields
visitor.status, visitor.text
"""

import ssl
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path

SECONDS = 60


class Form:
    """A form of a page: where it goes, and what it sends as it stands."""

    def __init__(self, action: str, method: str) -> None:
        self.action = action
        self.method = method
        self.fields: dict[str, list[str]] = {}
        self.names: set[str] = set()


class _Forms(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._choice = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get"))
            self.found.append(self._form)
        elif self._form is not None:
            self._control(self._form, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in {"select", "textarea"}:
            self._choice = self._area = ""

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.fields[self._area] = [data.removeprefix("\n")]

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "option" and self._choice and ("selected" in given or self._choice not in form.fields):
            form.fields[self._choice] = [value]
        if not name:
            return
        form.names.add(name)
        if tag == "select":
            self._choice = name
        elif tag == "textarea":
            self._area = name
            form.fields[name] = [""]
        elif tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                form.fields.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input":
            form.fields[name] = [value]


class Visitor:
    """One person at one browser; `status`, `text` and `address` are of the page before their eyes."""

    def __init__(self, url: str, *, authority: Path) -> None:
        self._url = url
        self._client = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=authority)),
            urllib.request.HTTPCookieProcessor(CookieJar()),
        )
        self.status, self.text, self.address = 0, "", url

    def open(self, path: str) -> str:
        """Open a page by its path or its whole address."""
        return self._ask(urllib.parse.urljoin(self._url, path), None)

    def send(self, to: str = "", **fields: str | tuple[str, ...]) -> str:
        """Fill in the last form with these fields that goes to an address ending in `to`; press its button.

        LookupError where the page has no such form.
        """
        forms = [
            form
            for form in _Forms(self.text).found
            if form.method.lower() == "post" and form.action.endswith(to) and fields.keys() <= form.names
        ]
        if not forms:
            raise LookupError(f"{self.address} ({self.status}) has no form to {to!r} with {sorted(fields)}")
        form = forms[-1]
        filled = {name: [value] if isinstance(value, str) else list(value) for name, value in fields.items()}
        body = urllib.parse.urlencode({**form.fields, **filled}, doseq=True).encode()
        return self._ask(urllib.parse.urljoin(self.address, form.action), body)

    def _ask(self, address: str, body: bytes | None) -> str:
        headers = {"Referer": self.address, "Origin": self._url} if body is not None else {}
        asked = urllib.request.Request(address, body, headers)  # noqa: S310 -- the shop's own address
        try:
            with self._client.open(asked, timeout=SECONDS) as answer:
                self.status, self.text, self.address = answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            self.status, self.text, self.address = error.code, error.read().decode(), error.url
        return self.text
