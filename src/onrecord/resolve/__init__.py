"""Records to links: which actors, stories, statements and commitments of different documents are the same."""
