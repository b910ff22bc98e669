-- What was last seen at addresses on the web, so that the next pass asks only
-- for what has changed; and the denominators: what kind of page an article came
-- from, and of inputs without an article what is known of them.
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

ALTER TABLE versions ADD COLUMN kind TEXT NOT NULL DEFAULT 'article'; -- article, summary, stub, gallery, live-blog

-- A failure with read = 1 is no failure but a page that was read and holds no
-- article.
ALTER TABLE failures ADD COLUMN read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE failures ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE failures ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
ALTER TABLE failures ADD COLUMN day TEXT NOT NULL DEFAULT ''; -- of publication
ALTER TABLE failures ADD COLUMN language TEXT NOT NULL DEFAULT '';
UPDATE failures SET read = 1 WHERE code IN ('no-article', 'no-text');
