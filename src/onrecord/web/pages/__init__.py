"""The pages, one module each."""

from onrecord.web.pages import (
    actor,
    actors,
    changes,
    commitment,
    document,
    documents,
    dossier,
    dossiers,
    ledger,
    review,
    search,
    source,
    sources,
)

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
    dossier.PAGE, actors.PAGE, sources.PAGE, source.PAGE, *review.PAGES,
)  # fmt: skip
