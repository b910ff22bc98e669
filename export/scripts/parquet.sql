-- Opens this release with DuckDB, in its folder: duckdb < start.sql

CREATE OR REPLACE TEMP VIEW events AS SELECT * FROM 'events.parquet';
CREATE OR REPLACE TEMP VIEW reports AS SELECT * FROM 'reports.parquet';
CREATE OR REPLACE TEMP VIEW articles AS SELECT * FROM 'articles.parquet';
CREATE OR REPLACE TEMP VIEW dyad_day AS SELECT * FROM 'dyad_day.parquet';

SELECT count(DISTINCT report_id) AS reports, count(*) AS evidence, count(DISTINCT article_id) AS articles FROM reports;

SELECT type, count(*) AS events, sum(reports) AS reports FROM events WHERE kind = 'event' GROUP BY type ORDER BY 2 DESC, 1;

-- Days without an event are there: an average over days is one over days.
SELECT actor, recipient, sum(events) AS events, avg(events) AS a_day
FROM dyad_day GROUP BY actor, recipient ORDER BY events DESC, actor, recipient LIMIT 10;
