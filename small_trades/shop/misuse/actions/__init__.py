"""Everything that changes refusals, objections and the traces they are matched by."""
