"""The desk's menu: a role sees what it may open, in groups, and where it is."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from small_trades.shop.desk import roles
from small_trades.shop.desk.menu import GROUPS, groups_for


def test_a_role_sees_only_what_it_may_open_and_no_empty_group() -> None:
    shown = {group.name: [entry.href for entry in group.entries] for group in groups_for("catalogue", "/")}
    allowed = [
        reverse(screen)
        for _title, entries in GROUPS
        for screen, _words, _icon, may_open in entries
        if "catalogue" in may_open
    ]
    assert [href for group in shown.values() for href in group] == allowed
    assert all(shown.values())
    assert reverse("desk:orders") not in allowed


@pytest.mark.parametrize("role", sorted(roles.EVERYONE))
def test_the_page_one_is_on_is_marked_once(role: str) -> None:
    here = reverse("desk:home")
    marked = [entry.href for group in groups_for(role, here) for entry in group.entries if entry.is_here]
    assert marked == [here]


def test_a_page_below_a_screen_belongs_to_it() -> None:
    below = reverse("desk:order", kwargs={"code": "2222-3333-4444"})
    marked = [entry.href for group in groups_for("owner", below) for entry in group.entries if entry.is_here]
    assert marked == [reverse("desk:orders")]


@pytest.mark.parametrize(
    ("page", "screen"),
    [
        (reverse("desk:variant", kwargs={"variant_id": 7}), "desk:products"),
        (reverse("desk:shelves", kwargs={"kind": "categories"}), "desk:products"),
        (reverse("desk:gift_rules"), "desk:products"),
        (reverse("desk:openings"), "desk:people"),
        (f"/en{reverse('desk:options')}", "desk:products"),
    ],
)
def test_a_page_with_an_address_of_its_own_is_marked_where_one_came_from(page: str, screen: str) -> None:
    with override("en" if page.startswith("/en/") else "ja"):
        groups = groups_for("owner", page)
        marked = [entry.href for group in groups for entry in group.entries if entry.is_here]
        assert marked == [reverse(screen)]
