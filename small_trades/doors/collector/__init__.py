"""Where spans may go: a collector of OpenTelemetry on this machine.

It is not among the doors of config/doors.py: nothing leaves the machine, and nobody receives anything.
"""
