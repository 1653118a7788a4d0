"""The pages, one module each."""

from onrecord.web.pages import (
    accounts,
    actor,
    actors,
    changes,
    cite,
    commitment,
    comparing,
    document,
    documents,
    dossier,
    dossiers,
    ledger,
    network,
    original,
    places,
    review,
    search,
    source,
    sources,
    texts,
    timeline,
)

PAGES = (
    ledger.PAGE, commitment.PAGE, changes.PAGE, dossiers.PAGE, documents.PAGE, document.PAGE, actor.PAGE, search.PAGE,
    dossier.PAGE, actors.PAGE, sources.PAGE, source.PAGE, *review.PAGES,
    comparing.PAGE, texts.PAGE, accounts.PAGE, cite.PAGE, original.PAGE,
    timeline.PAGE, network.PAGE, places.PAGE,
)  # fmt: skip
# What is no page: files, feeds, pictures.
FILES = (*changes.FILES, *cite.FILES, *original.FILES)
