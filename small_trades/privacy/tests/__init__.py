"""The engine, tested alone: against a toy app with its own policy, its own groups and its own doors."""
