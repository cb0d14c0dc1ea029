"""The rights of customers: what every app holds comes together, for pages, desk and commands."""
