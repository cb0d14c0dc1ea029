"""My Page: what a member sees and changes about their account. No models of its own."""
