"""What every page stands on: base templates, components, static files, home of the shop's own facts."""
