"""What is new since a moment: documents, what they did to commitments, edits of pages, and what could not be had."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select, update

from onrecord.ledger.changes import Change, changes, touching
from onrecord.ledger.cited import link_at
from onrecord.ledger.commitments import Asked
from onrecord.ledger.edits import Edit, act_of, edit_of, how, replacements
from onrecord.ledger.told import TOLD
from onrecord.records import Act, Anchor, Frozen
from onrecord.store import tables as t
from onrecord.store.kept import SHAPES
from onrecord.store.links import cut
from onrecord.store.rows import words_of
from onrecord.store.texts import sentence_around, text_of

# The moment until which the last digest told what is new, by its name in the store.
LAST = "digest"
# Failures in a row from which something is told: one may happen to any server.
FAILING = 3


class Quote(Frozen, frozen=True):
    """The sentence that carries an act, and a link that opens its page at the words (None where it has no address)."""

    words: Anchor
    link: str | None = None


class Move(Frozen, frozen=True):
    """What a new document did to a commitment, with the sentence that says so."""

    change: Change
    quote: Quote | None


class Edited(Frozen, frozen=True):
    """What an edit did to an undertaking: its words, and the sentences that said it before and say it now."""

    what: str
    words: str
    before: Quote | None = None
    now: Quote | None = None


class Page(Frozen, frozen=True):
    """A page that was edited, and what that did."""

    edit: Edit
    undertakings: tuple[Edited, ...]


class New(Frozen, frozen=True):
    """A document that is new."""

    document: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    added: str
    acts: int


class Amiss(Frozen, frozen=True):
    """Something watched that failed, and since how many tries; a page that is gone has none."""

    url: str
    problem: str
    failures: int


class Digest(Frozen, frozen=True):
    """What is new after `since`, until the store was last written to, `until`; moments (ISO 8601, in UTC), or none."""

    since: str | None
    until: str | None
    documents: tuple[New, ...] = ()
    moves: tuple[Move, ...] = ()
    pages: tuple[Page, ...] = ()
    amiss: tuple[Amiss, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if nothing is new; that a server still fails is not."""
        return not (self.documents or self.moves or self.pages)


def digest(
    connection: Connection, since: str | None = None, most: int | None = None, asked: Asked | None = None
) -> Digest:
    """What a store took in after a moment or day (ISO 8601, in UTC), or ever; of `most` documents and edits, the last.

    What an edit left as it was is not new: of an edited page only what the edit changed is told. A digest that begins
    where the last one ended, at its `until`, leaves nothing out and tells nothing twice.

    Of what is `asked` for, where that is not all: what documents did to such commitments, these documents, and edits
    that touched one of them; not what could not be had.
    """
    whole = asked is None or asked == Asked()
    texts = Texts(connection)
    replaced = replacements(connection, known_after=since or "")
    replaced = replaced if most is None else replaced[-most:]
    new = _documents(connection, since, most)
    known = _known(connection, since, {one.earlier for one in replaced})
    later: set[str] = set()
    for row in replaced:  # in the order of time: what took the place of such an edit is one too
        if row.earlier in known or row.earlier in later:
            later.add(row.document)
    fresh = {one.document for one in new if one.document not in later}
    moves = [
        Move(one, texts.quote(one.act, one.url) if one.act else None)
        for one in changes(connection, "", asked=asked, whats=TOLD, documents=fresh)
    ]
    told_of = fresh if whole else {one.change.document for one in moves}
    near = replaced if asked is None or whole else touching(connection, replaced, asked)
    found = [edit_of(connection, row, SHAPES) for row in near]
    last_of = {one.address: one for one in found}
    pages = [Page(one, tuple(_undertakings(one, texts, last_of[one.address] is one))) for one in found]
    return Digest(
        since, until(connection), tuple(one for one in new if one.document in told_of), tuple(moves),
        tuple(pages), tuple(_amiss(connection, since)) if whole else (),
    )  # fmt: skip


def _known(connection: Connection, since: str | None, documents: set[str]) -> set[str]:
    """Those of the documents that were there before: who read the last digest knows of them."""
    d = t.document.c
    found = connection.execute(select(d.id).where(d.id.in_(documents), d.added <= (since or "")))
    return set(found.scalars())


def until(connection: Connection) -> str | None:
    """When the store was last written to. Moments are told inside of what writes, so that they stand in its order."""
    columns = (t.document.c.added, t.version.c.added, t.page.c.checked)
    found = [connection.execute(select(func.max(column))).scalar() for column in columns]
    return max((one for one in found if one is not None), default=None)


def last(connection: Connection) -> str | None:
    """The moment until which the last digest told what is new; None before the first."""
    found: str | None = connection.execute(select(t.moment.c.at).where(t.moment.c.name == LAST)).scalar()
    return found


def told(connection: Connection, at: str) -> None:
    """Returns nothing: the next digest begins at this moment."""
    if connection.execute(update(t.moment).where(t.moment.c.name == LAST).values(at=at)).rowcount == 0:
        connection.execute(insert(t.moment).values(name=LAST, at=at))


class Texts:
    """The sentences around acts, each text looked up once."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.texts: dict[str, str] = {}

    def quote(self, act: Act, url: str | None) -> Quote:
        words = self.sentence(act)
        return Quote(words, link_at(act.document, self.texts[act.document], words.span, url))

    def sentence(self, act: Act) -> Anchor:
        text = self.texts.get(act.document)
        if text is None:
            self.texts[act.document] = text = text_of(self.connection, act.document)
        spans = [act.trigger, *act.undertaking]
        return sentence_around(text, min(one.start for one in spans), max(one.end for one in spans))


def _undertakings(edit: Edit, texts: Texts, stands: bool) -> Iterator[Edited]:
    """What an edit changed; only a page that still `stands` as the edit left it is linked to."""
    for one in edit.changes:
        yield Edited(
            how(one) or "reworded",
            words_of(act_of(one)),
            texts.quote(one.old, None) if one.old else None,  # no page says it any more
            texts.quote(one.new, edit.url if stands else None) if one.new else None,
        )


def _documents(connection: Connection, since: str | None, most: int | None) -> list[New]:
    r, a, d = t.reading.c, t.appearance.c, t.document.c
    after = d.added > (since or "")
    if most is not None:
        after = d.id.in_(select(d.id).where(after).order_by(d.added.desc(), d.id).limit(most))
    query = (
        select(r.document, r.title, r.publisher, r.published, a.url, d.added, r.no)
        .join(t.appearance, a.id == r.appearance)
        .join(t.document, d.id == r.document)
        .where(r.active, after)
        .order_by(r.publisher, r.day, r.document)
    )
    rows = connection.execute(query).all()
    many: Counter[int] = Counter()
    for some in cut([row.no for row in rows]):
        many.update(connection.execute(select(t.act.c.reading).where(t.act.c.reading.in_(some))).scalars())
    return [New(*row[:6], acts=many[row.no]) for row in rows]


def _amiss(connection: Connection, since: str | None) -> Iterator[Amiss]:
    """Lists that go on failing, and pages that were given up, since then; pages first that are gone."""
    p, w = t.page.c, t.watched.c
    gone = select(p.url, p.problem, p.failures).where(p.due.is_(None), p.failures > 0, p.checked > (since or ""))
    for row in connection.execute(gone.order_by(p.url)).all():
        yield Amiss(*row)
    failing = select(w.url, w.problem, w.failures).where(w.failures >= FAILING, w.checked > (since or ""))
    for row in connection.execute(failing.order_by(w.url)).all():
        yield Amiss(*row)
