"""What the shop says in words: policy, terms, legal notice, safety, about, news."""
