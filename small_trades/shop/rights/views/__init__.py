"""The pages on which people use their rights, for members and for everybody else."""
