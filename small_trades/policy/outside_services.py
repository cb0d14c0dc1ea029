"""Clause 8 in detail: every outside service a browser may be sent to, and all that may be sent there.

One list: the page about outside services (電気通信事業法第27条の12), the Content-Security-Policy, the
cookies that wait for consent and the tag itself are made from it. Which service is in use, if any, the trader
says in the settings; without that, none is. Addresses of Google's tag: developers.google.com/tag-platform,
"Use Tag Manager with a Content Security Policy".
"""

from dataclasses import dataclass
from typing import Literal

from small_trades.policy.declaration import AD_SERVICE, REMARKETING
from small_trades.privacy.vocabulary import Purpose, Recipient

Provider = Literal["google", "neutral"]
Directive = Literal["script-src", "connect-src", "img-src", "frame-src"]


@dataclass(frozen=True, kw_only=True)
class DeclaredField:
    """One thing an event tells, by the name it is sent under."""

    name: str
    text_ja: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class DeclaredEvent:
    """Something that happened on a public page, and all that is told about it."""

    name: str
    name_ja: str
    name_en: str
    fields: tuple[DeclaredField, ...]


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Where a person may also refuse at the service itself; `href` is empty where the settings name it."""

    text_ja: str
    text_en: str
    href: str


@dataclass(frozen=True, kw_only=True)
class OutsideService:
    """A service, who runs it, what it learns beside the events, and every address a browser may reach.

    `company` and `country` are empty, and `sources` hold no address, where only the trader's settings can
    say. `cookies` are names of declared cookies: what its tag leaves on this site after consent.
    """

    provider: Provider
    name_ja: str
    name_en: str
    company: str
    country: str
    also_sent_ja: tuple[str, ...]
    also_sent_en: tuple[str, ...]
    cookies: tuple[str, ...]
    cookies_elsewhere_ja: str
    cookies_elsewhere_en: str
    refusals: tuple[Refusal, ...]
    sources: tuple[tuple[Directive, tuple[str, ...]], ...]
    purpose: Purpose = REMARKETING
    recipient: Recipient = AD_SERVICE


# --------------------------------------------------------------------------------------------------
# What may be sent. No field can hold a person: doors/ads/messages.py gives each its closed type, and the
# shop does not start when that file and this list differ.
# --------------------------------------------------------------------------------------------------

_CURRENCY = DeclaredField(name="currency", text_ja="通貨（日本円）", text_en="Currency (yen)")

EVENTS = (
    DeclaredEvent(
        name="home-viewed",
        name_ja="トップページの閲覧",
        name_en="The front page was viewed",
        fields=(
            DeclaredField(name="page", text_ja="ページの種類（トップ）", text_en="Kind of page (front page)"),
        ),
    ),
    DeclaredEvent(
        name="list-viewed",
        name_ja="商品一覧の閲覧",
        name_en="The list of all products was viewed",
        fields=(
            DeclaredField(
                name="page", text_ja="ページの種類（商品一覧）", text_en="Kind of page (product list)"
            ),
        ),
    ),
    DeclaredEvent(
        name="category-viewed",
        name_ja="商品カテゴリーの閲覧",
        name_en="A category was viewed",
        fields=(DeclaredField(name="category", text_ja="カテゴリーの記号", text_en="Mark of the category"),),
    ),
    DeclaredEvent(
        name="product-viewed",
        name_ja="商品ページの閲覧",
        name_en="The page of a product was viewed",
        fields=(
            DeclaredField(name="product", text_ja="商品の記号", text_en="Mark of the product"),
            DeclaredField(name="price", text_ja="税込価格", text_en="Price including tax"),
            _CURRENCY,
        ),
    ),
)

# --------------------------------------------------------------------------------------------------
# To whom
# --------------------------------------------------------------------------------------------------

GOOGLE = OutsideService(
    provider="google",
    name_ja="Google広告",
    name_en="Google Ads",
    company="Google LLC",
    country="US",
    also_sent_ja=(
        "ご覧のページのアドレスと題名（検索の言葉などは含みません）",
        "日時、IPアドレス、ブラウザーと画面の種類",
        "Google広告のCookieの値（下記）",
        "同意の状態（許可されていること）",
    ),
    also_sent_en=(
        "Address and title of the page (never with search words)",
        "Time, IP address, kind of browser and screen",
        "The value of Google's cookies (below)",
        "The state of your consent (that you allowed it)",
    ),
    cookies=("_gcl_au",),
    cookies_elsewhere_ja=(
        "doubleclick.netなどGoogleのサイトに、同社のCookie（IDEなど）が保存されることがあります。"
    ),
    cookies_elsewhere_en=(
        "Google may keep cookies of its own (such as IDE) for its sites, such as doubleclick.net."
    ),
    refusals=(
        Refusal(
            text_ja="Googleの広告設定（マイ アド センター）",
            text_en="Google's My Ad Center",
            href="https://myadcenter.google.com/",
        ),
        Refusal(
            text_ja="Googleによる広告でのCookieの使用",
            text_en="How Google uses cookies in advertising",
            href="https://policies.google.com/technologies/ads",
        ),
    ),
    sources=(
        (
            "script-src",
            (
                "https://www.googletagmanager.com",
                "https://www.googleadservices.com",
                "https://googleads.g.doubleclick.net",
                "https://www.google.com",
            ),
        ),
        (
            "img-src",
            (
                "https://www.googletagmanager.com",
                "https://googleads.g.doubleclick.net",
                "https://www.google.com",
                "https://www.google.co.jp",
            ),
        ),
        (
            "connect-src",
            (
                "https://www.googletagmanager.com",
                "https://www.googleadservices.com",
                "https://googleads.g.doubleclick.net",
                "https://pagead2.googlesyndication.com",
                "https://www.google.com",
            ),
        ),
        ("frame-src", ("https://www.googletagmanager.com", "https://td.doubleclick.net")),
    ),
)
NEUTRAL = OutsideService(
    provider="neutral",
    name_ja="広告サービス",
    name_en="Advertising service",
    company="",
    country="",
    also_sent_ja=(
        "日時、IPアドレス、ブラウザーの種類",
        "当サイトのドメイン名（ページのアドレスは送りません）",
        "その事業者自身のCookieの値（下記）",
    ),
    also_sent_en=(
        "Time, IP address, kind of browser",
        "The domain name of this site (not the address of the page)",
        "The value of that company's own cookie (below)",
    ),
    cookies=(),
    cookies_elsewhere_ja=(
        "その事業者のサイトに、同社のCookieが保存されることがあります。当サイトには保存されません。"
    ),
    cookies_elsewhere_en=(
        "That company may keep a cookie of its own for its site. It leaves none on this site."
    ),
    refusals=(),
    sources=(("connect-src", ()),),
)

OUTSIDE_SERVICES: dict[str, OutsideService] = {service.provider: service for service in (GOOGLE, NEUTRAL)}
