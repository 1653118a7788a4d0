"""What a process does before it serves, so that its first visitors wait no longer than later ones."""

import gc
import inspect
from contextlib import suppress

from onrecord.errors import OnRecordError
from onrecord.store.asking import Asking
from onrecord.store.opened import Store
from onrecord.web.page import Page
from onrecord.web.pages import PAGES
from onrecord.web.rendering import templates

# Seconds that each page may take here.
SECONDS = 2.0


def warm(store: Store) -> None:
    """Returns nothing: vocabularies are loaded, templates made, and what is in memory now is not gone through again.

    Each page of a section was asked for once, as by who asks for nothing in particular. Python's collector, which
    stops a process while it looks at all that is in it, passes over what was loaded: on its way through a million
    objects a page would wait for a tenth of a second (`gc.freeze`). Processes that are forked share it.
    """
    with Asking(store, SECONDS) as asking:
        for page in filter(_is_plain, PAGES):
            with suppress(OnRecordError), asking.reading() as connection:  # too slow here: whoever asks will be told
                page.view(connection)
    for name in templates().list_templates():
        templates().get_template(name)
    gc.collect()
    gc.freeze()


def _is_plain(page: Page) -> bool:
    """True if a page is there without anything being asked for."""
    _, *asked = inspect.signature(page.view).parameters.values()
    return all(one.default is not inspect.Parameter.empty for one in asked)
