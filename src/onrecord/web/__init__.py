"""The workplace: the ledger in a browser, rendered here; a page is a view with a template, its JSON the view alone."""
