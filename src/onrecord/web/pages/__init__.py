"""The pages, one module each."""

from onrecord.web.pages import (
    accounts,
    actor,
    changes,
    commitment,
    comparing,
    document,
    documents,
    dossiers,
    ledger,
    search,
    texts,
)

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
    comparing.PAGE, texts.PAGE, accounts.PAGE,
)  # fmt: skip
