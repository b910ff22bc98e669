-- Opens this release with DuckDB, in its folder: duckdb < start.sql
-- Everything is read as text, so that codes such as "010" and the letters "NA" stay.

CREATE OR REPLACE TEMP VIEW events AS SELECT * FROM read_csv('events.csv', header = true, all_varchar = true, max_line_size = 67108864);
CREATE OR REPLACE TEMP VIEW reports AS SELECT * FROM read_csv('reports.csv', header = true, all_varchar = true, max_line_size = 67108864);
CREATE OR REPLACE TEMP VIEW articles AS SELECT * FROM read_csv('articles.csv', header = true, all_varchar = true, max_line_size = 67108864);
CREATE OR REPLACE TEMP VIEW dyad_day AS SELECT * FROM read_csv('dyad_day.csv', header = true, all_varchar = true);

SELECT count(DISTINCT report_id) AS reports, count(*) AS evidence, count(DISTINCT article_id) AS articles FROM reports;

SELECT type, count(*) AS events, sum(CAST(reports AS INTEGER)) AS reports FROM events WHERE kind = 'event' GROUP BY type ORDER BY 2 DESC, 1;

-- Days without an event are there: an average over days is one over days.
SELECT actor, recipient, sum(CAST(events AS INTEGER)) AS events, avg(CAST(events AS INTEGER)) AS a_day
FROM dyad_day GROUP BY actor, recipient ORDER BY events DESC, actor, recipient LIMIT 10;
