"""How the parts are put together: settings, the URL map, the doors, the command line."""
