"""Everything that changes a request for a return: ask, accept, decline, finish."""
