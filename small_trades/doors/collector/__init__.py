"""Where spans may go: a collector of OpenTelemetry on this machine. Nothing personal goes there."""
