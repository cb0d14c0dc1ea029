"""A program of its own that reads one PDF of a stranger and writes its pages anew.

Strangers write these files, and reading one can be made to take hours or gigabytes. So it happens in a
process that is ended when it takes too much, knows no key, setting or store, opens no connection and writes
no file. `files/pdfs.py` starts it. Nothing here imports the shop: each start loads what is imported.
"""
