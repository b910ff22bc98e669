-- Opens this release with the shell of SQLite, in its folder: sqlite3 < start.sqlite.sql
-- Every column is text, so that codes such as "010" and the letters "NA" stay.
.import --csv reports.csv reports
.import --csv articles.csv articles
.import --csv dyad_day.csv dyad_day

SELECT count(DISTINCT report_id) AS reports, count(*) AS evidence, count(DISTINCT article_id) AS articles FROM reports;

SELECT type, count(DISTINCT report_id) AS reports FROM reports GROUP BY type ORDER BY reports DESC, type;

-- Days without a report are there: an average over days is one over days.
SELECT actor, recipient, sum(CAST(reports AS INTEGER)) AS n, avg(CAST(reports AS INTEGER)) AS a_day
FROM dyad_day GROUP BY actor, recipient ORDER BY n DESC, actor, recipient LIMIT 10;
