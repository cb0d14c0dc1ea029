"""The tables that migrations make are those of the models: no field changes without its migration."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def _missing(now: ProjectState) -> dict[str, list[str]]:
    """What migrations would have to do to come to these models, by app; as `makemigrations --check` asks."""
    loader = MigrationLoader(None)
    # Words of choices are compared as they are written, not in whatever language is active.
    with translation.override(None):
        changes = MigrationAutodetector(loader.project_state(), now).changes(loader.graph)
    return {
        app: [step.describe() for one in found for step in one.operations] for app, found in changes.items()
    }


def test_no_model_has_changed_without_a_migration() -> None:
    assert _missing(ProjectState.from_apps(apps)) == {}


def test_a_changed_choice_is_found() -> None:
    now = ProjectState.from_apps(apps)
    label = now.models["account", "address"].fields["label"].clone()
    label.choices = [("elsewhere", "Elsewhere")]
    now.models["account", "address"].fields["label"] = label
    assert _missing(now) == {"account": ["Alter field label on address"]}
