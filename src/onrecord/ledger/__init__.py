"""Questions to a store: where commitments stand and by which evidence, who said what, and what has changed."""
