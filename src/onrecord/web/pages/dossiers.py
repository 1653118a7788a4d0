"""The dossiers, with how many commitments stand in each."""

from sqlalchemy import Connection

from onrecord.ledger.subjects import Subject, subjects
from onrecord.records import Frozen
from onrecord.web.page import Page


class Dossiers(Frozen, frozen=True):
    """The dossiers by title, and last what stands in none."""

    rows: tuple[Subject, ...]


def dossiers(connection: Connection) -> Dossiers:
    """The dossiers, with how many commitments stand in each."""
    return Dossiers(tuple(subjects(connection)))


PAGE = Page("/dossiers", "dossiers.html", dossiers)
