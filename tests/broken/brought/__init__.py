"""An app that somebody installs without thinking of the policy."""
