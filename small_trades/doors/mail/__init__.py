"""The mail door: messages with declared contents, written out here and nowhere else."""
