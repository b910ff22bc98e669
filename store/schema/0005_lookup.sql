-- What is looked up by party and pair is only what holds now, with the coding
-- in the key: a page is found without a look at the reports before it. And
-- reports are counted by day, so that nothing is counted one by one.

ALTER TABLE parties RENAME TO parties_old;

-- Who takes part, by country and by actor id.
CREATE TABLE parties (
  code   TEXT NOT NULL,
  day    TEXT NOT NULL,    -- of the report
  coding INTEGER NOT NULL, -- of the report
  report INTEGER NOT NULL REFERENCES reports,
  sides  INTEGER NOT NULL, -- 1 actor, 2 recipient, 3 both
  PRIMARY KEY (code, day, coding, report)
) WITHOUT ROWID;
INSERT INTO parties SELECT x.code, x.day, r.coding, x.report, sum(CASE x.side WHEN 'actor' THEN 1 ELSE 2 END)
  FROM parties_old x JOIN reports r ON r.id = x.report JOIN documents d ON d.coding = r.coding GROUP BY 1, 2, 3, 4;
DROP TABLE parties_old;
CREATE INDEX parties_report ON parties (report);

ALTER TABLE dyads RENAME TO dyads_old;

-- Pairs of countries in alphabetical order.
CREATE TABLE dyads (
  one    TEXT NOT NULL,
  other  TEXT NOT NULL,
  day    TEXT NOT NULL,
  coding INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports,
  ways   INTEGER NOT NULL, -- 1 one acts on other, 2 other on one, 3 both
  PRIMARY KEY (one, other, day, coding, report)
) WITHOUT ROWID;
INSERT INTO dyads SELECT min(x.actor, x.recipient), max(x.actor, x.recipient), x.day, r.coding, x.report, sum(CASE WHEN x.actor <= x.recipient THEN 1 ELSE 2 END)
  FROM dyads_old x JOIN reports r ON r.id = x.report JOIN documents d ON d.coding = r.coding GROUP BY 1, 2, 3, 4, 5;
DROP TABLE dyads_old;
CREATE INDEX dyads_report ON dyads (report);

-- Reports that hold, counted by day: all of them, and by code, pair and type.
CREATE TABLE days (
  kind     TEXT NOT NULL,    -- all, code, pair, type
  key      TEXT NOT NULL,    -- empty for all; a pair is IRN-ISR
  day      TEXT NOT NULL,
  reports  INTEGER NOT NULL, -- never 0
  happened INTEGER NOT NULL, -- of them, occurred or ongoing
  PRIMARY KEY (kind, key, day)
) WITHOUT ROWID;
INSERT INTO days SELECT 'all', '', r.day, count(*), sum(r.status IN ('occurred', 'ongoing'))
  FROM documents d JOIN reports r ON r.coding = d.coding GROUP BY r.day;
INSERT INTO days SELECT 'code', x.code, x.day, count(*), sum(r.status IN ('occurred', 'ongoing'))
  FROM parties x JOIN reports r ON r.id = x.report GROUP BY x.code, x.day;
INSERT INTO days SELECT 'pair', x.one || '-' || x.other, x.day, count(*), sum(r.status IN ('occurred', 'ongoing'))
  FROM dyads x JOIN reports r ON r.id = x.report GROUP BY x.one, x.other, x.day;
INSERT INTO days SELECT 'type', r.type, r.day, count(*), sum(r.status IN ('occurred', 'ongoing'))
  FROM documents d JOIN reports r ON r.coding = d.coding GROUP BY r.type, r.day;
