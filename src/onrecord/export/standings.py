"""Commitments as rows for a spreadsheet."""

from onrecord.ledger.commitments import Standing

HEADER = [
    "Id", "By", "To", "Undertaking", "Stage", "Last act", "Last", "Acts", "Documents", "Softened", "Measurable",
    "Disputed", "Dossiers", "Deadline",
]  # fmt: skip


def row(one: Standing) -> list[str]:
    """The cells of a commitment, in the order of HEADER."""
    return [
        one.id, "; ".join(one.by), "; ".join(one.to), one.label, one.stage or "", one.kind, one.last or "",
        str(one.acts), str(one.documents), "yes" if one.softened else "", "yes" if one.measurable else "no",
        "yes" if one.disputed else "",
        " ".join(one.dossiers), one.due or "",
    ]  # fmt: skip
