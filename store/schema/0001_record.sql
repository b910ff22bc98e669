-- The record: articles with their versions, what was coded from each, by which
-- program in which run, and what was removed. Integer keys stay inside the
-- store; text ids are what the world sees.

CREATE TABLE programs (
  id       INTEGER PRIMARY KEY,
  versions TEXT NOT NULL UNIQUE -- record.Versions as JSON
);

CREATE TABLE runs (
  id        INTEGER PRIMARY KEY,
  program   INTEGER NOT NULL REFERENCES programs,
  started   TEXT NOT NULL, -- RFC 3339, UTC
  finished  TEXT,          -- NULL while it goes on, and after a crash
  state     TEXT NOT NULL, -- running, done, interrupted, failed
  arguments TEXT NOT NULL, -- JSON list
  counts    TEXT NOT NULL  -- JSON, as of the last batch written
);

CREATE TABLE documents (
  id        INTEGER PRIMARY KEY,
  document  TEXT NOT NULL UNIQUE,       -- canonical URL, else sha256: and a hash
  host      TEXT NOT NULL,              -- of the URL; empty without one
  publisher TEXT NOT NULL,
  coding    INTEGER REFERENCES codings  -- the one that holds now
);
CREATE UNIQUE INDEX documents_coding ON documents (coding);
CREATE INDEX documents_publisher ON documents (publisher);
CREATE INDEX documents_host ON documents (host);

CREATE TABLE versions (
  id         INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES documents,
  sha256     TEXT NOT NULL, -- of texts.text
  run        INTEGER NOT NULL REFERENCES runs,
  story      TEXT NOT NULL, -- the id it came with
  url        TEXT NOT NULL, -- as printed
  publisher  TEXT NOT NULL,
  title      TEXT NOT NULL,
  author     TEXT NOT NULL,
  published  TEXT NOT NULL, -- as given
  day        TEXT NOT NULL, -- of published, as exact as known; empty if not known
  language   TEXT NOT NULL,
  format     TEXT NOT NULL,
  charset    TEXT NOT NULL,
  path       TEXT NOT NULL,
  line       INTEGER NOT NULL,
  retrieved  TEXT,          -- RFC 3339; NULL if the input does not say
  raw_sha256 TEXT NOT NULL, -- of the raw bytes before compression
  extra      TEXT NOT NULL, -- JSON: fields that pass through
  UNIQUE (document, sha256)
);
CREATE INDEX versions_url ON versions (url);
CREATE INDEX versions_story ON versions (story);
CREATE INDEX versions_run ON versions (run);

CREATE TABLE texts (
  version INTEGER PRIMARY KEY REFERENCES versions,
  regions TEXT NOT NULL, -- JSON: [start, end) of title, text, caption, apart
  text    TEXT NOT NULL
);

CREATE TABLE raws (
  version INTEGER PRIMARY KEY REFERENCES versions,
  raw     BLOB NOT NULL -- zstd
);

CREATE TABLE sentences (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions,
  start   INTEGER NOT NULL, -- bytes of texts.text
  finish  INTEGER NOT NULL
);
CREATE INDEX sentences_version ON sentences (version);

-- A coding is what one program made of one version. It is never changed: a
-- newer program adds another.
CREATE TABLE codings (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL REFERENCES versions,
  program    INTEGER NOT NULL REFERENCES programs,
  run        INTEGER NOT NULL REFERENCES runs,
  outcome    TEXT NOT NULL,
  reports    INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  set_aside  INTEGER NOT NULL,
  sentences  INTEGER NOT NULL,
  words      INTEGER NOT NULL,
  record     BLOB NOT NULL, -- zstd of JSON: reports, statements, set_aside, remarks, counts
  UNIQUE (version, program)
);
CREATE INDEX codings_run ON codings (run);

-- What is looked up of a report; the whole of it stands in codings.record.
CREATE TABLE reports (
  id          INTEGER PRIMARY KEY,
  coding      INTEGER NOT NULL REFERENCES codings,
  n           INTEGER NOT NULL, -- position in the record
  report      TEXT NOT NULL,
  type        TEXT NOT NULL,
  mode        TEXT NOT NULL,
  status      TEXT NOT NULL,
  background  INTEGER NOT NULL,
  date        TEXT NOT NULL, -- empty if the text does not say
  date_end    TEXT NOT NULL,
  day         TEXT NOT NULL, -- date, else the day of publication
  country     TEXT NOT NULL, -- of the place
  attribution TEXT NOT NULL, -- actor id, else country, of who says so; empty for the article
  source_kind TEXT NOT NULL,
  UNIQUE (coding, n)
);
CREATE INDEX reports_report ON reports (report);
CREATE INDEX reports_type ON reports (type, day);
CREATE INDEX reports_country ON reports (country, day);

-- Who takes part, by country and by actor id.
CREATE TABLE parties (
  code   TEXT NOT NULL,
  day    TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES reports,
  side   TEXT NOT NULL, -- actor, recipient
  PRIMARY KEY (code, day, report, side)
) WITHOUT ROWID;
CREATE INDEX parties_report ON parties (report);

-- Pairs of countries: actor and recipient, or in both orders two actors that
-- act on one another.
CREATE TABLE dyads (
  actor     TEXT NOT NULL,
  recipient TEXT NOT NULL,
  day       TEXT NOT NULL,
  report    INTEGER NOT NULL REFERENCES reports,
  PRIMARY KEY (actor, recipient, day, report)
) WITHOUT ROWID;
CREATE INDEX dyads_report ON dyads (report);

CREATE TABLE statements (
  id      INTEGER PRIMARY KEY,
  coding  INTEGER NOT NULL REFERENCES codings,
  n       INTEGER NOT NULL,
  actor   TEXT NOT NULL, -- of the speaker
  country TEXT NOT NULL,
  direct  INTEGER NOT NULL,
  UNIQUE (coding, n)
);
CREATE INDEX statements_actor ON statements (actor);
CREATE INDEX statements_country ON statements (country);

-- Sentences set aside, by reason; their words stand in codings.record.
CREATE TABLE set_aside (
  coding INTEGER NOT NULL REFERENCES codings,
  reason TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (coding, reason)
) WITHOUT ROWID;

-- Inputs that gave no article.
CREATE TABLE failures (
  path    TEXT NOT NULL,
  line    INTEGER NOT NULL,
  code    TEXT NOT NULL,
  message TEXT NOT NULL,
  run     INTEGER NOT NULL REFERENCES runs,
  PRIMARY KEY (path, line, code)
) WITHOUT ROWID;

-- What was taken out and is not taken in again.
CREATE TABLE tombstones (
  kind    TEXT NOT NULL, -- document, source
  target  TEXT NOT NULL, -- document id; publisher or host in lower case
  why     TEXT NOT NULL,
  removed TEXT NOT NULL, -- RFC 3339, UTC
  PRIMARY KEY (kind, target)
) WITHOUT ROWID;
