"""What a person said about their values: consents, objections, restrictions. Kept in the store `keys`.

Restoring last month's data must not revive a withdrawn consent or lift an objection, so none of it is in
`default`. `giving` and `closing` are the verbs, `standing` is what decisions ask, `receipts` what the person
is handed, `keeping` what ends it.
"""
