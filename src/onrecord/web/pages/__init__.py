"""The pages, one module each."""

from onrecord.web.pages import actor, changes, cite, commitment, document, documents, dossiers, ledger, original, search

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
    cite.PAGE, original.PAGE,
)  # fmt: skip
# What is no page: files, feeds, pictures.
FILES = (*changes.FILES, *cite.FILES, *original.FILES)
