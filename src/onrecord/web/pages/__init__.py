"""The pages, one module each."""

from onrecord.web.pages import (
    accounts,
    actor,
    actors,
    changes,
    commitment,
    comparing,
    document,
    documents,
    dossier,
    dossiers,
    ledger,
    review,
    search,
    source,
    sources,
    texts,
)

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
    dossier.PAGE, actors.PAGE, sources.PAGE, source.PAGE, *review.PAGES,
    comparing.PAGE, texts.PAGE, accounts.PAGE,
)  # fmt: skip
