"""Imports in the background: ids in, nothing else. What is interrupted is taken up where it stopped."""

from uuid import UUID

from django_tasks import task

from small_trades.shop.products.actions import import_uploads


@task()
def check_import(import_id: str) -> None:
    """See what an import would do."""
    import_uploads.check_upload(UUID(import_id))


@task()
def run_import(import_id: str) -> None:
    """Import what was confirmed."""
    import_uploads.run_upload(UUID(import_id))
