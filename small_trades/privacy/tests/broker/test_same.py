"""The engine's own tests once more, through a broker; left out are those that reach into its insides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_trades.privacy.tests import (
    test_adopt,
    test_breach,
    test_collect,
    test_consents,
    test_files,
    test_gate,
    test_keys,
    test_lookup,
    test_person,
    test_provision,
    test_restrictions,
    test_use,
)
from small_trades.privacy.tests.broker.running import through_broker
from small_trades.privacy.tests.rights import (
    test_erasing,
    test_exporting,
    test_holding,
    test_requests,
    test_returned,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(autouse=True)
def _there(far: Path) -> None:
    """Every test here goes through the broker."""


# What is left out puts other functions in place of the engine's, counts its queries, spoils the key file,
# moves the clock, or asks the key store by itself: nothing of it is there in a process that has a broker.
_NEAR: dict[ModuleType, Collection[str]] = {
    test_use: {
        "test_a_wider_purpose_does_not_reach_what_was_collected_before",
        "test_a_version_that_was_never_published_judges_nothing",
        "test_fifty_values_cost_one_query_for_keys_and_one_row",
        "test_more_people_than_fit_a_row_take_more_rows",
        "test_no_row_no_value",
        "test_the_row_outlives_a_rollback",
    },
    test_collect: {},
    test_adopt: {
        "test_every_use_before_is_shown_and_counted_once",
        "test_look_ups_closures_and_requests_come_along",
        "test_the_version_and_the_class_it_was_sealed_under_stay",
        "test_what_was_broken_off_goes_on",
    },
    test_files: {},
    test_gate: {"test_without_a_row_nothing_is_sent"},
    test_lookup: {},
    test_person: {"test_rows_lead_to_nobody_once_the_records_key_is_gone"},
    test_consents: {
        "test_no_row_no_consent",
        "test_asking_for_consent_costs_one_query_for_all_and_none_where_it_is_not_asked",
    },
    test_breach: {},
    test_provision: {"test_what_may_not_be_told_is_told_from_its_day_on"},
    test_erasing: {
        "test_a_crash_at_any_step_resumes_at_the_next",
        "test_nothing_leads_to_the_rows_of_an_erased_person",
    },
    test_exporting: {},
    test_holding: {},
    test_requests: {},
    test_returned: {"test_whoever_is_not_known_to_be_erased_is_left_alone"},
    test_restrictions: {"test_whoever_restricted_nothing_costs_no_query"},
    test_keys: {
        "test_opened_keys_are_kept_for_a_second_and_no_longer",
        "test_what_was_rolled_back_seals_nothing",
        "test_a_store_opens_with_its_own_key_file_alone",
        "test_a_new_store_makes_its_key_file",
        "test_a_changed_key_row_opens_nothing",
        "test_a_key_row_copied_elsewhere_seals_and_opens_nothing",
        "test_a_years_key_under_another_year_opens_nothing",
        "test_a_key_of_an_epoch_that_is_gone",
        "test_a_key_destroyed_while_something_is_sealed_is_not_the_one_it_is_sealed_with",
    },
}
for _module, _names in _NEAR.items():
    globals().update(through_broker(_module, _names))
