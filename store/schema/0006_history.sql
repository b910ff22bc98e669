-- Which coding of a document held from which run on: a line whenever another
-- begins to hold, the newest last. documents.coding is the coding of the last.
CREATE TABLE history (
  id       INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  run      INTEGER NOT NULL REFERENCES runs, -- that made it hold; codings.run made the coding
  coding   INTEGER NOT NULL REFERENCES codings
);
CREATE INDEX history_document ON history (document);
CREATE INDEX history_coding ON history (coding);

-- Until now the newest coding held, always.
INSERT INTO history (document, run, coding)
  SELECT v.document, c.run, c.id FROM codings c JOIN versions v ON v.id = c.version ORDER BY c.id;

-- The layout, so that a text can be coded again as it was: JSON, of each block
-- its kind and its first byte and end in the text. NULL where it was not kept.
ALTER TABLE texts ADD COLUMN blocks TEXT;

-- programs.versions has a number "again" beside the versions where a program of
-- the same versions coded a text again and otherwise.
