"""Background work: who does it, and what becomes of a task whose process was killed."""
