"""One map for export and erasure: every model with a person in it is in its app's `subject_data`."""

from small_trades import privacy


def test_every_model_with_a_person_is_exported_and_erased() -> None:
    assert privacy.rights.uncovered() == [], "add it to COVERS, `held` and `forget` of its app's subject_data"
