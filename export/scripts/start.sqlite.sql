-- Opens this release with the shell of SQLite, in its folder: sqlite3 < start.sqlite.sql
-- Every column is text, so that codes such as "010" and the letters "NA" stay.
.import --csv events.csv events
.import --csv reports.csv reports
.import --csv articles.csv articles
.import --csv dyad_day.csv dyad_day

SELECT count(DISTINCT report_id) AS reports, count(*) AS evidence, count(DISTINCT article_id) AS articles FROM reports;

SELECT type, count(*) AS events, sum(CAST(reports AS INTEGER)) AS reports FROM events WHERE kind = 'event' GROUP BY type ORDER BY 2 DESC, 1;

-- Days without an event are there: an average over days is one over days.
SELECT actor, recipient, sum(CAST(events AS INTEGER)) AS n, avg(CAST(events AS INTEGER)) AS a_day
FROM dyad_day GROUP BY actor, recipient ORDER BY n DESC, actor, recipient LIMIT 10;
