"""The tables of the store. What is asserted stands in `body` columns as JSON; the columns beside it are for finding.

Texts and sources are bytes: a text may hold NUL or lone surrogates, which no database takes as text. The tables from
`thread` on are derived: they can be made again from the others at any time, as `onrecord verify` does to compare.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _partial(name: str, *columns: str, where: str) -> Index:
    """An index of some rows alone. What asks for these has to say so in the same words, with no value left open.

    What they have in common stands first, where it is a value: SQLite, which knows nothing of how many rows have which,
    then looks there rather than through all; also where something else leads to fewer, so it has to be rarely asked.
    """
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


# Texts (as UTF-8, lone surrogates passed) and sources, by the SHA-256 of their bytes.
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Text, ForeignKey("blob.sha256"), primary_key=True),
    Column("added", Text, nullable=False, index=True),
)

# Where a text appeared: one text may have come from several outlets.
appearance = Table(
    "appearance",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False, index=True),
    Column("source", Text, index=True),
    Column("source_sha256", Text, ForeignKey("blob.sha256"), index=True),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("kind", Text),
    Column("language", Text),
    Column("series", Text, index=True),
    Column("added", Text, nullable=False),
    Column("byline", Text),
    Column("credits", Text),
)

# A text as it stood at an address, from `seen` on (ISO 8601, in UTC). What stood there before it no longer counts.
# `moved` is where it stood indeed, if the address leads there for good: then it stands here no longer than there.
# `payload` is the digest of its bytes as an archive has it, by which the archive names it when it came again; `media`
# the Content-Type with which they came, without which they may be read otherwise.
version = Table(
    "version",
    metadata,
    Column("address", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("appearance", Text, ForeignKey("appearance.id"), nullable=False, index=True),
    Column("added", Text, nullable=False),
    Column("moved", Text),
    Column("payload", Text),
    Column("media", Text),
    PrimaryKeyConstraint("address", "seen"),
    Index("ix_version_seen", "seen"),
    Index("ix_version_added", "added"),
    Index("ix_version_payload", "payload"),
)

# What an archive captured again, unchanged since it stood elsewhere or at another time, or as bytes of a digest; of
# that the store knows nothing yet.
revisit = Table(
    "revisit",
    metadata,
    Column("address", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("of_address", Text),
    Column("of_seen", Text),
    Column("payload", Text),
    Column("added", Text, nullable=False),
    PrimaryKeyConstraint("address", "seen"),
    Index("ix_revisit_of_address", "of_address", "of_seen"),
    Index("ix_revisit_payload", "payload"),
)

# One reader's output for one document. Of the readings of a document the last made is active, where the text counts:
# one that was replaced wherever it stood has none. A `corrected` one is derived: a reader's, with what reviewers
# decided.
reading = Table(
    "reading",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("appearance", Text, ForeignKey("appearance.id"), nullable=False, index=True),
    Column("active", Boolean, nullable=False),
    Column("published", Text),
    Column("day", Text, index=True),
    Column("publisher", Text),
    Column("kind", Text),
    Column("series", Text),
    Column("title", Text),
    Column("body", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("corrected", Boolean, nullable=False, server_default=text("false")),
    Index("uq_reading_document", "document", "reader", "appearance", "corrected", unique=True),
    # All that lists of outlets ask for, so that they need not look into the readings.
    Index("ix_reading_publisher", "publisher", "no", "active", "day"),
    _partial("ix_reading_series", "series", "day", where="series IS NOT NULL"),
    sqlite_autoincrement=True,
)


def _of_reading() -> "Column[int]":
    return Column("reading", Integer, ForeignKey("reading.no"), nullable=False)


actor = Table(
    "actor",
    metadata,
    _of_reading(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("family", Text),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("reading", "id"),
    Index("ix_actor_id", "id"),
    _partial("ix_actor_family", "family", "id", where="family IS NOT NULL"),
)

# `no` numbers the statements for the tables of words, see words.py.
statement = Table(
    "statement",
    metadata,
    Column("no", Integer, primary_key=True),
    _of_reading(),
    Column("id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("day", Text),
    Column("body", Text, nullable=False),
    Index("uq_statement_reading", "reading", "id", unique=True),
    Index("ix_statement_id", "id"),
    sqlite_autoincrement=True,
)

statement_actor = Table(
    "statement_actor",
    metadata,
    _of_reading(),
    Column("actor", Text, nullable=False),
    Column("day", Text),
    Column("statement", Integer, ForeignKey("statement.no"), nullable=False),
    PrimaryKeyConstraint("statement", "actor"),
    Index("ix_statement_actor_reading", "reading"),
    Index("ix_statement_actor_actor", "actor", "day"),
)

# What officials and bodies of a state say, by the state's id among actors; what it says itself stands above.
statement_state = Table(
    "statement_state",
    metadata,
    _of_reading(),
    Column("state", Text, nullable=False),
    Column("day", Text),
    Column("statement", Integer, ForeignKey("statement.no"), nullable=False),
    PrimaryKeyConstraint("statement", "state"),
    Index("ix_statement_state_reading", "reading"),
    Index("ix_statement_state_state", "state", "day"),
)

event = Table(
    "event",
    metadata,
    _of_reading(),
    Column("id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("day", Text),
    Column("body", Text, nullable=False),
    Column("country", Text),
    PrimaryKeyConstraint("reading", "id"),
    Index("ix_event_id", "id"),
    Index("ix_event_day", "day", "country", "reading"),
)

# `due` is the last day that its deadline may mean, `amount` the words of its amount.
act = Table(
    "act",
    metadata,
    _of_reading(),
    Column("id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text),
    Column("words", Text, nullable=False),
    Column("by_states", Text, nullable=False),
    Column("to_states", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("due", Text),
    Column("amount", Text),
    PrimaryKeyConstraint("reading", "id"),
    Index("ix_act_id", "id"),
)

# Numbers under which acts and statements of active readings, and documents, are found that may belong together.


def _keys(name: str, *of: "Column[Any]") -> Table:
    first = of[0].name
    return Table(
        name,
        metadata,
        Column("key", BigInteger, nullable=False),
        *of,
        PrimaryKeyConstraint("key", *(column.name for column in of)),
        Index(f"ix_{name}_{first}", first),
    )


act_key = _keys("act_key", _of_reading(), Column("act", Text, nullable=False))
statement_key = _keys("statement_key", Column("statement", Integer, ForeignKey("statement.no"), nullable=False))
story_key = _keys("story_key", Column("document", Text, ForeignKey("document.id"), nullable=False))

finding = Table(
    "finding",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reading", Integer, ForeignKey("reading.no"), index=True),
    Column("source", Text),
    Column("code", Text, nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made", Text, nullable=False),
)

# Append-only: a link is undone by a link of kind "retracts", and that by another.
link = Table(
    "link",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("score", Float),
    Column("by", Text, nullable=False),
    Column("why", Text),
    Column("turn", Integer, nullable=False),
    Column("made", Text, nullable=False),
    Index("ix_link_subject", "subject", "kind"),
    Index("ix_link_object", "object", "kind"),
    Index("ix_link_kind", "kind"),
)

thread = Table(
    "thread",
    metadata,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("states", Text, nullable=False),
    Column("to_states", Text, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("measurable", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False, server_default=text("false")),
)

# What each act did to the stage of its commitment, and until when that held: the stage as of any day. `due` is the
# deadline that was named last by then, `terms` names what the act says of deadline and amount that none before it said.
step = Table(
    "step",
    metadata,
    Column("thread", Text, ForeignKey("thread.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("act", Text, nullable=False, index=True),
    _of_reading(),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("before", Text),
    Column("stage", Text),
    Column("softened", Text),
    Column("due", Text),
    Column("terms", Text),
    PrimaryKeyConstraint("thread", "seq"),
    Index("ix_step_day", "day", "thread", "until"),
    Index("ix_step_reading", "reading"),
    _partial("ix_step_begun", "seq", "day", where="seq = 0"),
    _partial("ix_step_softened", "day", where="softened IS NOT NULL"),
    _partial("ix_step_terms", "day", where="terms IS NOT NULL"),
)

# Under what a commitment is found while a step of it held: "stage:agreed", "kind:delay", "word:ship".
# Clustered by its key: the rows of a facet lie side by side, in the order of time.
facet = Table(
    "facet",
    metadata,
    Column("tag", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("thread", Text, ForeignKey("thread.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("until", Text, nullable=False),
    PrimaryKeyConstraint("tag", "day", "thread", "seq"),
    Index("ix_facet_thread", "thread"),
    sqlite_with_rowid=False,
)

thread_dossier = Table(
    "thread_dossier",
    metadata,
    Column("thread", Text, ForeignKey("thread.id"), nullable=False),
    Column("dossier", Text, nullable=False),
    PrimaryKeyConstraint("thread", "dossier"),
    Index("ix_thread_dossier_dossier", "dossier"),
)

# The user's own dossiers.
dossier = Table(
    "dossier",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

# What the derived tables were made with, by name: the dossiers' digest.
made_with = Table(
    "made_with",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def _asked() -> "list[Column[str]]":
    """What a server last said, and when it last gave all of it, or was asked."""
    return [Column(name, Text) for name in ("etag", "modified", "whole", "checked")]


# What is watched: a feed, a sitemap or a page list, with what its server last said (`etag`, `modified`, and when it
# last gave all of it), when it was last `had`, when it is due again, whether it lies on a local address, and how often
# in a row it failed. So of the sitemaps that an index names: by which they are `named_by`, when they had `changed`, as
# that told, when they were last had, and whether they are `older`: were there when it was first read, and were not had
# since. When it was last had whole its pages were `chosen` by settings with this digest.
watched = Table(
    "watched",
    metadata,
    Column("url", Text, primary_key=True),
    *_asked(),
    Column("due", Text, nullable=False),
    Column("local", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Column("named_by", Text, index=True),
    Column("changed", Text),
    Column("older", Boolean),
    Column("had", Text),
    Column("chosen", Text),
)

# A page that something watched listed: what was said of it there (its date, and a digest of all), and the like of the
# above. `due` is None once it is no longer asked for. `ended` is the address to which it led, if that is another.
page = Table(
    "page",
    metadata,
    Column("url", Text, primary_key=True),
    Column("watched", Text, nullable=False, index=True),
    Column("listed", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("published", Text),
    Column("first", Text, nullable=False),
    *_asked(),
    Column("due", Text, index=True),
    Index("ix_page_checked", "checked"),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Column("ended", Text, index=True),
)

# Moments that are remembered by name: until when the last digest told what is new.
moment = Table(
    "moment",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Text, nullable=False),
)

# What reviewers decided, in order; only ever added to, and undone. `was` and `now` are records as JSON, `actors` those
# that the record names now; `links` are the ids of the links by which it was done. One `batch` was decided at once.
review = Table(
    "review",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("batch", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("document", Text, index=True),
    Column("record", Text, nullable=False, index=True),
    Column("was", Text),
    Column("now", Text),
    Column("actors", Text),
    Column("links", Text),
    Column("note", Text),
    Column("by", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("undone", Text),
    Column("undone_by", Text),
    sqlite_autoincrement=True,
)

# Those who sign in (`onrecord serve --auth`), by their names in small letters; what is kept of a password is its
# Argon2 hash. None is deleted: what they did is theirs.
account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("ended", Text),
)

# Browsers that are signed in, and tokens of programs, which have a label; `id` is the SHA-256 of what they show.
session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, ForeignKey("account.id"), nullable=False, index=True),
    Column("label", Text),
    Column("began", Text, nullable=False),
    Column("until", Text, nullable=False),
)

# What was done by those who sign in, and by others to their accounts; only ever added to.
audit = Table(
    "audit",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text),
    Column("detail", Text),
    Column("address", Text),
    sqlite_autoincrement=True,
)
