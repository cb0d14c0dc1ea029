"""The Jinja2 environment of every page: strict about names, always escaping, texts by Django's gettext."""

from collections.abc import Callable
from typing import Any

import jinja2
from django.http import HttpRequest
from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject, lazy
from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext, npgettext, pgettext

from small_trades.shop.site import flash, formats, menu, outside, queries

POLICY = "small_trades.policy.declaration.POLICY"


def environment(**options: Any) -> jinja2.Environment:
    """Make the environment for Django's Jinja2 backend.

    Globals: url, static, path_in, absolute, shop, policy, language, money, date, datetime, in_language,
    file_size, header_links, category_links, footer_links, outside_block, outside_question, flashes, and the
    texts `_`, gettext, ngettext, pgettext.
    """
    options |= {
        "loader": jinja2.FileSystemLoader(list(get_app_template_dirs("templates"))),
        "undefined": jinja2.StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    }
    made = jinja2.Environment(**options)  # noqa: S701 - autoescape is set three lines above
    texts: Any = made
    texts.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    made.globals |= _globals()
    made.filters |= {"money": formats.money, "date": formats.date, "datetime": formats.datetime}
    return made


def _globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static,
        "path_in": path_in,
        "absolute": absolute,
        "shop": _PerUse(queries.shop_facts),
        "policy": SimpleLazyObject(lambda: import_string(POLICY)),
        "language": lazy(formats.current_language, str)(),
        "money": formats.money,
        "date": formats.date,
        "datetime": formats.datetime,
        "in_language": formats.in_language,
        "file_size": formats.file_size,
        "header_links": menu.header_links,
        "category_links": menu.category_links,
        "footer_links": menu.footer_links,
        "outside_block": jinja2.pass_context(lambda context: outside.block(_request(context))),
        "outside_question": outside.question,
        "flashes": jinja2.pass_context(lambda context: flash.take(_request(context))),
    }


def url(name: str, *, query: str = "", **parts: object) -> str:
    """The path of a named page in the current language, with an encoded query string where one is given.

    Raises:
        NoReverseMatch: there is no such page; a template with a wrong name must not pass.
    """
    path = reverse(name, kwargs=parts)
    return f"{path}?{query}" if query else path


@jinja2.pass_context
def path_in(context: jinja2.runtime.Context, language: str) -> str:
    """The path of this page in another language, its query kept; its own path where it has only one."""
    request = _request(context)
    path = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    try:
        return translate_url(path, language)
    except NoReverseMatch:
        return path


@jinja2.pass_context
def absolute(context: jinja2.runtime.Context, path: str) -> str:
    """A path as a whole address, for canonical links and share cards."""
    return _request(context).build_absolute_uri(path)


def _request(context: jinja2.runtime.Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


class _PerUse:
    """Facts read anew at each use, so that a changed setting shows without a restart."""

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read

    def __getattr__(self, name: str) -> Any:
        return getattr(self._read(), name)
