"""The pages, one module each."""

from onrecord.web.pages import (
    actor,
    changes,
    commitment,
    document,
    documents,
    dossiers,
    ledger,
    network,
    places,
    search,
    timeline,
)

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
    timeline.PAGE, network.PAGE, places.PAGE,
)  # fmt: skip
