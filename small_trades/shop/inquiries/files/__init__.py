"""Files that come with a message: what one really is, and of that only what is read or seen.

Anybody may have made these bytes, with any intention; neither the name nor what the browser says is believed.
"""

from small_trades.shop.inquiries.files.flaws import FileFlaw, Flaw
from small_trades.shop.inquiries.files.limits import LARGEST_FILE, LARGEST_TOGETHER, MOST_FILES
from small_trades.shop.inquiries.files.names import ACCEPTED
from small_trades.shop.inquiries.files.patience import Patience
from small_trades.shop.inquiries.files.taking import GivenFile, TakenFile, take_file

__all__ = [
    "ACCEPTED",
    "LARGEST_FILE",
    "LARGEST_TOGETHER",
    "MOST_FILES",
    "FileFlaw",
    "Flaw",
    "GivenFile",
    "Patience",
    "TakenFile",
    "take_file",
]
