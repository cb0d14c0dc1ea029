"""The person's rights over what is held: requests with a clock, export, and erasure that resumes.

Public names are in `small_trades.privacy.rights`; nothing is imported here, because this is an app's package.
"""
