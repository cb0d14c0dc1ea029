"""What others' apps store, looked through column by column: none of it may hold a person's information.

The engine refuses to start when an installed app has a column that is declared neither here nor on its model,
or when the live database has one that no model knows.
"""

from small_trades.privacy.vocabulary import NotPersonal

_TASKS = NotPersonal(
    "names of functions and ids of rows; what a task needs of a person it opens itself, with a purpose",
    "status",
    "enqueued_at",
    "started_at",
    "finished_at",
    "args_kwargs",
    "priority",
    "task_path",
    "worker_ids",
    "queue_name",
    "backend_name",
    "run_after",
    "return_value",
    "exception_class_path",
    "traceback",
)

THIRD_PARTY_NOT_PERSONAL = {
    "django_tasks_database.DBTaskResult": _TASKS,
}

OTHER_TABLES = {
    "django_migrations": "which migrations ran, and when",
    "products_search": "the full-text index over what the shop publishes about its goods",
}
