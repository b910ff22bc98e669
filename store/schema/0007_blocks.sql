-- Where reports are looked up to be merged: a row for each key with its
-- periods, not one for each period.

ALTER TABLE blocks RENAME TO blocks_old;
DROP INDEX blocks_report;

-- merge.Blocks, by which reports of one event are found.
CREATE TABLE blocks (
  key    TEXT NOT NULL,    -- family, kind of period, who
  first  INTEGER NOT NULL, -- of the periods
  report INTEGER NOT NULL REFERENCES reports,
  last   INTEGER NOT NULL,
  PRIMARY KEY (key, first, report)
) WITHOUT ROWID;

-- A key was "assault|20521|RUS", of months "assault|m684|RUS", without a day
-- "assault|never|RUS".
INSERT INTO blocks (key, first, report, last)
  SELECT family || CASE WHEN period = 'never' THEN '|never' WHEN period LIKE 'm%' THEN '|month' ELSE '|day' END || who,
    min(CAST(ltrim(period, 'm') AS INTEGER)), report, max(CAST(ltrim(period, 'm') AS INTEGER))
  FROM (SELECT report, family, substr(rest, 1, instr(rest, '|') - 1) AS period, substr(rest, instr(rest, '|')) AS who
    FROM (SELECT report, substr(key, 1, instr(key, '|') - 1) AS family, substr(key, instr(key, '|') + 1) AS rest FROM blocks_old))
  GROUP BY family, period = 'never', period LIKE 'm%', who, report;
DROP TABLE blocks_old;
CREATE INDEX blocks_report ON blocks (report);
