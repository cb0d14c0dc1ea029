"""What went wrong: unexpected errors of every process, grouped, without a value of anybody."""
