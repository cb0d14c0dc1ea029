"""What the shop promises about personal information. A lawyer reads this folder and nothing else."""
