"""Clause 9: a change takes effect when it is posted; every version is kept."""

import dataclasses
import json

import pytest
from django.test import Client
from markupsafe import escape

from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY
from small_trades.policy.differences import ChangeKind, differences


def test_what_is_enforced_is_what_is_published() -> None:
    frozen = publishing.PUBLISHED / f"{POLICY.version}.json"
    assert json.loads(frozen.read_text("utf-8")) == POLICY.snapshot()
    for language in publishing.LANGUAGES:
        published = (publishing.PUBLISHED / f"{POLICY.version}.{language}.md").read_text("utf-8")
        assert published == (publishing.TEXT / f"{language}.md").read_text("utf-8")


def test_no_version_is_missing() -> None:
    numbers = [version.number for version in publishing.versions()]
    assert numbers == list(range(POLICY.version, 0, -1))


def test_a_published_version_cannot_change() -> None:
    changed = dataclasses.replace(POLICY, cookies=())
    with pytest.raises(publishing.PublishingError, match="Raise the version"):
        publishing.publish(changed)
    test_what_is_enforced_is_what_is_published()


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_every_version_can_be_read(prefix: str) -> None:
    browser = Client(headers={"host": "localhost"})
    listed = browser.get(f"{prefix}privacy/versions/", secure=True).content.decode()
    for version in publishing.versions():
        assert f'href="{prefix}privacy/v/{version.number}/"' in listed
        assert browser.get(f"{prefix}privacy/v/{version.number}/", secure=True).status_code == 200


@pytest.mark.django_db
def test_each_version_says_what_it_changed_and_whom_that_reaches() -> None:
    browser = Client(headers={"host": "localhost"})
    for version in publishing.versions()[:-1]:
        page = browser.get(f"/en/privacy/v/{version.number}/", secure=True).content.decode()
        assert f"What changed from version {version.number - 1}" in page
        found = differences(publishing.snapshot(version.number - 1), publishing.snapshot(version.number))
        assert found
        for change in found:
            assert escape(change.text_en) in page
        if any(change.kind is ChangeKind.WIDENED for change in found):
            assert "Not for information collected before, unless you consent." in page
    first = browser.get("/en/privacy/v/1/", secure=True).content.decode()
    assert "What changed from version" not in first
