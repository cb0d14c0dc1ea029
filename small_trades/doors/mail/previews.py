"""How words look once they are filled in, with made-up values. Opens nobody's information."""

from small_trades.doors.mail.filling import fill
from small_trades.doors.mail.messages import Mail
from small_trades.doors.mail.rendering import Written
from small_trades.doors.mail.samples import SAMPLE_CHECKPOINT, sample
from small_trades.doors.mail.wording import Words

__all__ = ["Written", "preview"]


def preview(kind: type[Mail], language: str, words: Words) -> Written:
    """The mail as a customer would get it, were they the one of the sample.

    Raises:
        UnfitWordsError: the words do not fit this mail: see `problems_of`.
    """
    checkpoint = SAMPLE_CHECKPOINT[language]
    return fill(kind, language, sample(kind, language), checkpoint=checkpoint, words=words)
