-- The tables of a store, to be read. The migrations make them; tests/store/test_schema.py holds this file, the
-- migrations and tables.py together. What stands below a line of "only in" is for that database alone; what stands
-- below "in both", for SQLite and PostgreSQL alike. Ids are text: SHA-256 of bytes, hashes of what is asserted, slugs.
-- Days are YYYY-MM-DD. A `body` is a record as JSON in ASCII; the columns beside it are for finding.

-- == only in SQLite ==

-- Texts (as UTF-8, lone surrogates passed) and sources, by the SHA-256 of their bytes.
CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    CONSTRAINT pk_blob PRIMARY KEY (sha256)
);

-- == only in PostgreSQL ==

CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    CONSTRAINT pk_blob PRIMARY KEY (sha256)
);

-- == in both ==

-- The user's own dossiers.
CREATE TABLE dossier (
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_dossier PRIMARY KEY (id)
);

-- Append-only: a link is undone by a link of kind "retracts", and that by another.
CREATE TABLE link (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    object TEXT NOT NULL,
    score FLOAT,
    "by" TEXT NOT NULL,
    why TEXT,
    turn INTEGER NOT NULL,
    made TEXT NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY (id)
);
CREATE INDEX ix_link_kind ON link (kind);
CREATE INDEX ix_link_object ON link (object, kind);
CREATE INDEX ix_link_subject ON link (subject, kind);

-- What the derived tables were made with, by name: the dossiers' digest.
CREATE TABLE made_with (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_made_with PRIMARY KEY (name)
);

CREATE TABLE thread (
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    states TEXT NOT NULL,
    to_states TEXT NOT NULL,
    acts INTEGER NOT NULL,
    measurable BOOLEAN NOT NULL,
    disputed BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_thread PRIMARY KEY (id)
);

CREATE TABLE document (
    id TEXT NOT NULL,
    added TEXT NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (id),
    CONSTRAINT fk_document_id FOREIGN KEY(id) REFERENCES blob (sha256)
);
CREATE INDEX ix_document_added ON document (added);

-- == only in SQLite ==

-- Under what a commitment is found while a step of it held: "stage:agreed", "kind:delay", "dossier:cyber".
-- Clustered by its key: the rows of a facet lie side by side, in the order of time.
CREATE TABLE facet (
    tag TEXT NOT NULL,
    day TEXT NOT NULL,
    thread TEXT NOT NULL,
    seq INTEGER NOT NULL,
    until TEXT NOT NULL,
    CONSTRAINT pk_facet PRIMARY KEY (tag, day, thread, seq),
    CONSTRAINT fk_facet_thread FOREIGN KEY(thread) REFERENCES thread (id)
)
 WITHOUT ROWID;

-- == only in PostgreSQL ==

CREATE TABLE facet (
    tag TEXT NOT NULL,
    day TEXT NOT NULL,
    thread TEXT NOT NULL,
    seq INTEGER NOT NULL,
    until TEXT NOT NULL,
    CONSTRAINT pk_facet PRIMARY KEY (tag, day, thread, seq),
    CONSTRAINT fk_facet_thread FOREIGN KEY(thread) REFERENCES thread (id)
);

-- == in both ==
CREATE INDEX ix_facet_thread ON facet (thread);

CREATE TABLE thread_dossier (
    thread TEXT NOT NULL,
    dossier TEXT NOT NULL,
    CONSTRAINT pk_thread_dossier PRIMARY KEY (thread, dossier),
    CONSTRAINT fk_thread_dossier_thread FOREIGN KEY(thread) REFERENCES thread (id)
);
CREATE INDEX ix_thread_dossier_dossier ON thread_dossier (dossier);

-- Where a text appeared: one text may have come from several outlets.
CREATE TABLE appearance (
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    source TEXT,
    source_sha256 TEXT,
    url TEXT,
    title TEXT,
    publisher TEXT,
    published TEXT,
    kind TEXT,
    language TEXT,
    series TEXT,
    added TEXT NOT NULL,
    byline TEXT,
    credits TEXT,
    CONSTRAINT pk_appearance PRIMARY KEY (id),
    CONSTRAINT fk_appearance_document FOREIGN KEY(document) REFERENCES document (id),
    CONSTRAINT fk_appearance_source_sha256 FOREIGN KEY(source_sha256) REFERENCES blob (sha256)
);
CREATE INDEX ix_appearance_document ON appearance (document);
CREATE INDEX ix_appearance_series ON appearance (series);
CREATE INDEX ix_appearance_source ON appearance (source);
CREATE INDEX ix_appearance_source_sha256 ON appearance (source_sha256);
CREATE INDEX ix_appearance_url ON appearance (url);

CREATE TABLE story_key (
    "key" BIGINT NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT pk_story_key PRIMARY KEY ("key", document),
    CONSTRAINT fk_story_key_document FOREIGN KEY(document) REFERENCES document (id)
);
CREATE INDEX ix_story_key_document ON story_key (document);

-- == only in SQLite ==

-- One reader's output for one document. Of the readings of a document the last made is active. A `corrected` one is
-- derived: a reader's, with what reviewers decided.
CREATE TABLE reading (
    no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    reader TEXT NOT NULL,
    appearance TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    published TEXT,
    day TEXT,
    publisher TEXT,
    kind TEXT,
    series TEXT,
    title TEXT,
    body TEXT NOT NULL,
    made TEXT NOT NULL,
    corrected BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT fk_reading_document FOREIGN KEY(document) REFERENCES document (id),
    CONSTRAINT fk_reading_appearance FOREIGN KEY(appearance) REFERENCES appearance (id)
);

-- == only in PostgreSQL ==

CREATE TABLE reading (
    no SERIAL NOT NULL,
    document TEXT NOT NULL,
    reader TEXT NOT NULL,
    appearance TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    published TEXT,
    day TEXT,
    publisher TEXT,
    kind TEXT,
    series TEXT,
    title TEXT,
    body TEXT NOT NULL,
    made TEXT NOT NULL,
    corrected BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_reading PRIMARY KEY (no),
    CONSTRAINT fk_reading_document FOREIGN KEY(document) REFERENCES document (id),
    CONSTRAINT fk_reading_appearance FOREIGN KEY(appearance) REFERENCES appearance (id)
);

-- == in both ==
CREATE INDEX ix_reading_appearance ON reading (appearance);
CREATE INDEX ix_reading_day ON reading (day);
CREATE INDEX ix_reading_publisher ON reading (publisher, no, active, day);
CREATE INDEX ix_reading_series ON reading (series, day) WHERE series IS NOT NULL;
CREATE UNIQUE INDEX uq_reading_document ON reading (document, reader, appearance, corrected);

CREATE TABLE act (
    reading INTEGER NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    kind TEXT NOT NULL,
    day TEXT,
    words TEXT NOT NULL,
    by_states TEXT NOT NULL,
    to_states TEXT NOT NULL,
    body TEXT NOT NULL,
    due TEXT,
    amount TEXT,
    CONSTRAINT pk_act PRIMARY KEY (reading, id),
    CONSTRAINT fk_act_reading FOREIGN KEY(reading) REFERENCES reading (no)
);
CREATE INDEX ix_act_id ON act (id);

-- Numbers under which acts and statements of active readings, and documents, are found that may belong together.
CREATE TABLE act_key (
    "key" BIGINT NOT NULL,
    reading INTEGER NOT NULL,
    act TEXT NOT NULL,
    CONSTRAINT pk_act_key PRIMARY KEY ("key", reading, act),
    CONSTRAINT fk_act_key_reading FOREIGN KEY(reading) REFERENCES reading (no)
);
CREATE INDEX ix_act_key_reading ON act_key (reading);

CREATE TABLE actor (
    reading INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    family TEXT,
    body TEXT NOT NULL,
    CONSTRAINT pk_actor PRIMARY KEY (reading, id),
    CONSTRAINT fk_actor_reading FOREIGN KEY(reading) REFERENCES reading (no)
);
CREATE INDEX ix_actor_family ON actor (family, id) WHERE family IS NOT NULL;
CREATE INDEX ix_actor_id ON actor (id);

CREATE TABLE event (
    reading INTEGER NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    type TEXT NOT NULL,
    day TEXT,
    body TEXT NOT NULL,
    country TEXT,
    CONSTRAINT pk_event PRIMARY KEY (reading, id),
    CONSTRAINT fk_event_reading FOREIGN KEY(reading) REFERENCES reading (no)
);
CREATE INDEX ix_event_day ON event (day, country, reading);
CREATE INDEX ix_event_id ON event (id);

CREATE TABLE finding (
    id TEXT NOT NULL,
    reading INTEGER,
    source TEXT,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    body TEXT NOT NULL,
    made TEXT NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (id),
    CONSTRAINT fk_finding_reading FOREIGN KEY(reading) REFERENCES reading (no)
);
CREATE INDEX ix_finding_code ON finding (code);
CREATE INDEX ix_finding_reading ON finding (reading);

-- == only in SQLite ==

-- `no` numbers the statements for the tables of words, see words.py.
CREATE TABLE statement (
    no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    reading INTEGER NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    day TEXT,
    body TEXT NOT NULL,
    CONSTRAINT fk_statement_reading FOREIGN KEY(reading) REFERENCES reading (no)
);

-- == only in PostgreSQL ==

CREATE TABLE statement (
    no SERIAL NOT NULL,
    reading INTEGER NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    day TEXT,
    body TEXT NOT NULL,
    CONSTRAINT pk_statement PRIMARY KEY (no),
    CONSTRAINT fk_statement_reading FOREIGN KEY(reading) REFERENCES reading (no)
);

-- == in both ==
CREATE INDEX ix_statement_id ON statement (id);
CREATE UNIQUE INDEX uq_statement_reading ON statement (reading, id);

-- What each act did to the stage of its commitment, and until when that held: the stage as of any day. `due` is the
-- deadline that was named last by then, `terms` names what the act says of deadline and amount that none before it said.
CREATE TABLE step (
    thread TEXT NOT NULL,
    seq INTEGER NOT NULL,
    act TEXT NOT NULL,
    reading INTEGER NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    until TEXT NOT NULL,
    "before" TEXT,
    stage TEXT,
    softened TEXT,
    due TEXT,
    terms TEXT,
    CONSTRAINT pk_step PRIMARY KEY (thread, seq),
    CONSTRAINT fk_step_thread FOREIGN KEY(thread) REFERENCES thread (id),
    CONSTRAINT fk_step_reading FOREIGN KEY(reading) REFERENCES reading (no)
);
CREATE INDEX ix_step_act ON step (act);
CREATE INDEX ix_step_day ON step (day, thread, until);
CREATE INDEX ix_step_reading ON step (reading);
CREATE INDEX ix_step_begun ON step (seq, day) WHERE seq = 0;
CREATE INDEX ix_step_softened ON step (day) WHERE softened IS NOT NULL;
CREATE INDEX ix_step_terms ON step (day) WHERE terms IS NOT NULL;

CREATE TABLE statement_actor (
    reading INTEGER NOT NULL,
    actor TEXT NOT NULL,
    day TEXT,
    statement INTEGER NOT NULL,
    CONSTRAINT pk_statement_actor PRIMARY KEY (statement, actor),
    CONSTRAINT fk_statement_actor_reading FOREIGN KEY(reading) REFERENCES reading (no),
    CONSTRAINT fk_statement_actor_statement FOREIGN KEY(statement) REFERENCES statement (no)
);
CREATE INDEX ix_statement_actor_actor ON statement_actor (actor, day);
CREATE INDEX ix_statement_actor_reading ON statement_actor (reading);

-- What officials and bodies of a state say, by the state's id among actors; what it says itself stands above.
CREATE TABLE statement_state (
    reading INTEGER NOT NULL,
    state TEXT NOT NULL,
    day TEXT,
    statement INTEGER NOT NULL,
    CONSTRAINT pk_statement_state PRIMARY KEY (statement, state),
    CONSTRAINT fk_statement_state_reading FOREIGN KEY(reading) REFERENCES reading (no),
    CONSTRAINT fk_statement_state_statement FOREIGN KEY(statement) REFERENCES statement (no)
);
CREATE INDEX ix_statement_state_reading ON statement_state (reading);
CREATE INDEX ix_statement_state_state ON statement_state (state, day);

CREATE TABLE statement_key (
    "key" BIGINT NOT NULL,
    statement INTEGER NOT NULL,
    CONSTRAINT pk_statement_key PRIMARY KEY ("key", statement),
    CONSTRAINT fk_statement_key_statement FOREIGN KEY(statement) REFERENCES statement (no)
);
CREATE INDEX ix_statement_key_statement ON statement_key (statement);

-- == only in SQLite ==

-- The words of texts and statements, by the `no` of their reading or statement as `rowid`.
CREATE VIRTUAL TABLE reading_words USING fts5(said, tokenize='porter unicode61');
CREATE VIRTUAL TABLE statement_words USING fts5(said, tokenize='porter unicode61');

-- == only in PostgreSQL ==

CREATE TABLE reading_words (no INTEGER PRIMARY KEY, said TSVECTOR NOT NULL);
CREATE INDEX ix_reading_words_said ON reading_words USING GIN (said);
CREATE TABLE statement_words (no INTEGER PRIMARY KEY, said TSVECTOR NOT NULL);
CREATE INDEX ix_statement_words_said ON statement_words USING GIN (said);

-- == in both ==

-- A text as it stood at an address, from `seen` on (ISO 8601, in UTC). What stood there before it no longer counts.
-- `moved` is where it stood indeed, if the address leads there for good: then it stands here no longer than there.
-- `payload` is the digest of its bytes as an archive has it, by which the archive names it when it came again; `media`
-- the Content-Type with which they came, without which they may be read otherwise.
CREATE TABLE version (
    address TEXT NOT NULL,
    seen TEXT NOT NULL,
    appearance TEXT NOT NULL,
    added TEXT NOT NULL,
    moved TEXT,
    payload TEXT,
    media TEXT,
    CONSTRAINT pk_version PRIMARY KEY (address, seen),
    CONSTRAINT fk_version_appearance FOREIGN KEY(appearance) REFERENCES appearance (id)
);
CREATE INDEX ix_version_appearance ON version (appearance);
CREATE INDEX ix_version_seen ON version (seen);
CREATE INDEX ix_version_added ON version (added);
CREATE INDEX ix_version_payload ON version (payload);

-- What an archive captured again, unchanged since it stood elsewhere or at another time, or as bytes of a digest; of
-- that the store knows nothing yet.
CREATE TABLE revisit (
    address TEXT NOT NULL,
    seen TEXT NOT NULL,
    url TEXT NOT NULL,
    of_address TEXT,
    of_seen TEXT,
    payload TEXT,
    added TEXT NOT NULL,
    CONSTRAINT pk_revisit PRIMARY KEY (address, seen)
);
CREATE INDEX ix_revisit_of_address ON revisit (of_address, of_seen);
CREATE INDEX ix_revisit_payload ON revisit (payload);

-- What is watched: a feed, a sitemap or a page list, with what its server last said, and when it is due again. So of the sitemaps that
-- an index names: by which they are named, when they had changed, as that told, when they were last had, and whether they are older.
-- By which settings a list's pages were chosen when it was last had whole.
CREATE TABLE watched (
    url TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    whole TEXT,
    checked TEXT,
    due TEXT NOT NULL,
    local BOOLEAN NOT NULL,
    failures INTEGER NOT NULL,
    problem TEXT,
    named_by TEXT,
    changed TEXT,
    older BOOLEAN,
    had TEXT,
    chosen TEXT,
    CONSTRAINT pk_watched PRIMARY KEY (url)
);
CREATE INDEX ix_watched_named_by ON watched (named_by);

-- A page that something watched listed, with its date and a digest of what was said of it there. `due` is none once it is no longer
-- asked for. `ended` is the address to which it led, if that is another.
CREATE TABLE page (
    url TEXT NOT NULL,
    watched TEXT NOT NULL,
    listed TEXT NOT NULL,
    digest TEXT NOT NULL,
    published TEXT,
    first TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    whole TEXT,
    checked TEXT,
    due TEXT,
    failures INTEGER NOT NULL,
    problem TEXT,
    ended TEXT,
    CONSTRAINT pk_page PRIMARY KEY (url)
);
CREATE INDEX ix_page_watched ON page (watched);
CREATE INDEX ix_page_due ON page (due);
CREATE INDEX ix_page_checked ON page (checked);
CREATE INDEX ix_page_ended ON page (ended);

-- Moments that are remembered by name: until when the last digest told what is new.
CREATE TABLE moment (
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_moment PRIMARY KEY (name)
);

-- == only in SQLite ==

-- What reviewers decided, in order; only ever added to, and undone. `was` and `now` are records as JSON, `actors` those
-- that the record names now; `links` are the ids of the links by which it was done. One `batch` was decided at once.
CREATE TABLE review (
    no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    batch TEXT NOT NULL,
    verdict TEXT NOT NULL,
    document TEXT,
    record TEXT NOT NULL,
    was TEXT,
    now TEXT,
    actors TEXT,
    links TEXT,
    note TEXT,
    "by" TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT,
    undone_by TEXT
);

-- == only in PostgreSQL ==

CREATE TABLE review (
    no SERIAL NOT NULL,
    batch TEXT NOT NULL,
    verdict TEXT NOT NULL,
    document TEXT,
    record TEXT NOT NULL,
    was TEXT,
    now TEXT,
    actors TEXT,
    links TEXT,
    note TEXT,
    "by" TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT,
    undone_by TEXT,
    CONSTRAINT pk_review PRIMARY KEY (no)
);

-- == in both ==
CREATE INDEX ix_review_batch ON review (batch);
CREATE INDEX ix_review_document ON review (document);
CREATE INDEX ix_review_record ON review (record);

-- Those who sign in (`onrecord serve --auth`), by their names in small letters; what is kept of a password is its
-- Argon2 hash. None is deleted: what they did is theirs.
CREATE TABLE account (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    made TEXT NOT NULL,
    made_by TEXT NOT NULL,
    ended TEXT,
    CONSTRAINT pk_account PRIMARY KEY (id)
);

-- Browsers that are signed in, and tokens of programs, which have a label; `id` is the SHA-256 of what they show.
CREATE TABLE session (
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    label TEXT,
    began TEXT NOT NULL,
    until TEXT NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (id),
    CONSTRAINT fk_session_account FOREIGN KEY (account) REFERENCES account (id)
);
CREATE INDEX ix_session_account ON session (account);

-- == only in SQLite ==

-- What was done by those who sign in, and by others to their accounts; only ever added to.
CREATE TABLE audit (
    no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT,
    detail TEXT,
    address TEXT
);

-- == only in PostgreSQL ==

CREATE TABLE audit (
    no SERIAL NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT,
    detail TEXT,
    address TEXT,
    CONSTRAINT pk_audit PRIMARY KEY (no)
);

-- == in both ==
CREATE INDEX ix_audit_at ON audit (at);
