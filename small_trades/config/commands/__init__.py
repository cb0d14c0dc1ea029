"""One module for each command of `small-trades`; `cli.py` names them all."""
