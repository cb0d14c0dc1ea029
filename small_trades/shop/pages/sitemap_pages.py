"""The pages of words that search engines may show."""

from collections.abc import Iterator

from small_trades import privacy
from small_trades.policy.declaration import TERMS_EFFECTIVE
from small_trades.shop.site.sitemap import SitemapPage


def pages() -> Iterator[SitemapPage]:
    """One for each; old versions of the policy stay out of search results."""
    since = next((version.effective for version in privacy.policy_versions() if version.is_in_force), None)
    yield SitemapPage("pages:privacy", changed=since)
    yield SitemapPage("pages:terms", changed=TERMS_EFFECTIVE)
    for name in ("outside_services", "safety", "legal", "about", "news"):
        yield SitemapPage(f"pages:{name}")
