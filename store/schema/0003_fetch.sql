-- What was last seen at addresses on the web, so that the next pass asks only
-- for what has changed.
CREATE TABLE visits (
  address       TEXT PRIMARY KEY, -- as asked for
  feed          TEXT NOT NULL,    -- that names it; empty for none
  outcome       TEXT NOT NULL,    -- of the last request
  etag          TEXT NOT NULL,    -- of what came last
  last_modified TEXT NOT NULL,    -- likewise
  asked         TEXT NOT NULL,    -- when, RFC 3339, UTC
  took          INTEGER NOT NULL, -- something was read there at some time
  run           INTEGER NOT NULL REFERENCES runs
) WITHOUT ROWID;
