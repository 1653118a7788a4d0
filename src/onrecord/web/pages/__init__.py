"""The pages, one module each."""

from onrecord.web.pages import actor, changes, commitment, document, documents, dossiers, ledger, search

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
)  # fmt: skip
