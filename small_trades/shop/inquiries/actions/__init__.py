"""Everything that changes an inquiry: open, reply, answer, take, close."""

from small_trades.shop.inquiries.actions.answer import answer
from small_trades.shop.inquiries.actions.changing import PAGE
from small_trades.shop.inquiries.actions.close import close
from small_trades.shop.inquiries.actions.open import NewInquiry, OpenedInquiry, open_inquiry
from small_trades.shop.inquiries.actions.reply import reply
from small_trades.shop.inquiries.actions.take import take

__all__ = ["PAGE", "NewInquiry", "OpenedInquiry", "answer", "close", "open_inquiry", "reply", "take"]
