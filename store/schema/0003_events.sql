-- Events: what package merge makes of the reports that hold. All but the
-- judgements can be made again from the rest of the store.

-- What is to be merged: reports that came, and those whose event lost a member
-- or a judgement; articles that are to be held against others. Written in the
-- transaction that makes it so; empty when events are up to date.
CREATE TABLE to_merge (
  day    TEXT NOT NULL, -- of the report
  report INTEGER NOT NULL REFERENCES reports,
  PRIMARY KEY (day, report)
) WITHOUT ROWID;
CREATE INDEX to_merge_report ON to_merge (report);

CREATE TABLE to_compare (
  day      TEXT NOT NULL, -- of publication
  document INTEGER NOT NULL REFERENCES documents,
  PRIMARY KEY (day, document)
) WITHOUT ROWID;
CREATE INDEX to_compare_document ON to_compare (document);

-- Keys of merge.Blocks, by which reports of one event are found.
CREATE TABLE blocks (
  key    TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES reports,
  PRIMARY KEY (key, report)
) WITHOUT ROWID;
CREATE INDEX blocks_report ON blocks (report);

-- Keys of the words of articles, by which copies are found; documents are rows
-- of documents.
CREATE TABLE sketches (
  stretch  INTEGER NOT NULL, -- of days
  key      INTEGER NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (stretch, key, document)
) WITHOUT ROWID;

-- As which source an article counts, and whose text it has.
CREATE TABLE origins (
  document INTEGER PRIMARY KEY REFERENCES documents,
  source   TEXT NOT NULL,                -- agency or publisher, without capitals
  copy_of  INTEGER REFERENCES documents, -- NULL for its own text
  percent  INTEGER NOT NULL,             -- of the shorter text that stands in the other
  why      TEXT NOT NULL
);
CREATE INDEX origins_copy ON origins (copy_of);

CREATE TABLE events (
  id      INTEGER PRIMARY KEY,
  event   TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  type    TEXT NOT NULL,
  status  TEXT NOT NULL,
  first   INTEGER NOT NULL, -- days since 1970-01-01
  last    INTEGER NOT NULL,
  day     TEXT NOT NULL,    -- first if the text says it, else that of publication; empty if not known
  reports INTEGER NOT NULL,
  body    TEXT NOT NULL     -- JSON: reports with their reasons, figures
);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_type ON events (type, day);

CREATE TABLE members (
  report   INTEGER PRIMARY KEY REFERENCES reports,
  event    INTEGER NOT NULL REFERENCES events,
  n        INTEGER NOT NULL, -- position in the event
  document INTEGER NOT NULL REFERENCES documents,
  newsroom TEXT NOT NULL     -- on whose word it stands; empty counts for origins.source
);
CREATE INDEX members_event ON members (event, n);
CREATE INDEX members_document ON members (document);

-- Keys of merge.Event: those that an event offers, and those that it seeks, to
-- find what denies, corrects or fulfils what.
CREATE TABLE link_keys (
  key   TEXT NOT NULL,
  side  TEXT NOT NULL, -- offers, seeks
  event INTEGER NOT NULL REFERENCES events,
  first INTEGER NOT NULL, -- its days, as in events
  last  INTEGER NOT NULL,
  PRIMARY KEY (key, side, event)
) WITHOUT ROWID;
CREATE INDEX link_keys_event ON link_keys (event);

CREATE TABLE links (
  source INTEGER NOT NULL REFERENCES events,
  kind   TEXT NOT NULL, -- corrects, denies, fulfils
  target INTEGER NOT NULL REFERENCES events,
  points INTEGER NOT NULL,
  why    TEXT NOT NULL,
  PRIMARY KEY (source, kind)
) WITHOUT ROWID;
CREATE INDEX links_target ON links (target);

-- Ids of events whose first report is gone, and a report that was with it.
CREATE TABLE redirects (
  event  TEXT PRIMARY KEY,
  report TEXT NOT NULL
) WITHOUT ROWID;

-- What people judged: pairs of report ids, which survive a new coding. An act
-- is what one command judged; undoing takes a whole act back.
CREATE TABLE judgements (
  id     INTEGER PRIMARY KEY,
  act    INTEGER NOT NULL,
  report TEXT NOT NULL,
  other  TEXT NOT NULL,
  same   INTEGER NOT NULL,
  judge  TEXT NOT NULL,
  why    TEXT NOT NULL,
  made   TEXT NOT NULL, -- RFC 3339, UTC
  undone TEXT           -- RFC 3339; NULL while it holds
);

-- The rules by which all this was made: merge.Rules. Others make it anew.
CREATE TABLE merged (rules TEXT NOT NULL);

INSERT INTO merged VALUES ('');
INSERT INTO to_merge (day, report) SELECT r.day, r.id FROM documents d JOIN reports r ON r.coding = d.coding;
INSERT INTO to_compare (day, document) SELECT v.day, d.id FROM documents d JOIN codings c ON c.id = d.coding JOIN versions v ON v.id = c.version;
