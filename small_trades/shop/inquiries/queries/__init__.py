"""Everything that reads inquiries: for their senders, and for the desk."""

from small_trades.shop.inquiries.queries.customer import (
    find_inquiry,
    inquiries_of,
    thread_among,
    thread_of,
)
from small_trades.shop.inquiries.queries.desk import (
    InquiryFilter,
    code_of,
    codes_of,
    count_inquiries,
    count_late,
    count_waiting,
    language_of,
    list_inquiries,
    thread_by_code,
    threads_of_subject,
)
from small_trades.shop.inquiries.queries.files import NamedFile, SaidMessage, file_in, said, sealed_in
from small_trades.shop.inquiries.queries.shapes import (
    InquiryRow,
    InquirySummary,
    InquiryThread,
    ThreadMessage,
)

__all__ = [
    "InquiryFilter",
    "InquiryRow",
    "InquirySummary",
    "InquiryThread",
    "NamedFile",
    "SaidMessage",
    "ThreadMessage",
    "code_of",
    "codes_of",
    "count_inquiries",
    "count_late",
    "count_waiting",
    "file_in",
    "find_inquiry",
    "inquiries_of",
    "language_of",
    "list_inquiries",
    "said",
    "sealed_in",
    "thread_among",
    "thread_by_code",
    "thread_of",
    "threads_of_subject",
]
