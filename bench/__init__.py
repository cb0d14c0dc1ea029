"""Every figure the README quotes; `make bench` makes them side by side in one run."""
