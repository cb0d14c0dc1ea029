"""What is done about an incident: open it, write the report, report, tell those concerned."""
