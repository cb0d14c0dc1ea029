"""The programs' door: signed notices to addresses that the owner registered."""
