"""How many people one member of staff may open in an hour: counted here, so that no screen can forget to.

A person counts once an hour, however many of their values are opened and by however many processes. What a
door opens does not count: nobody sees it.
"""
