"""The carriers' door: whom a parcel goes to."""
