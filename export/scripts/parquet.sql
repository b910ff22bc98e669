-- Opens this release with DuckDB, in its folder: duckdb < start.sql

CREATE OR REPLACE TEMP VIEW reports AS SELECT * FROM 'reports.parquet';
CREATE OR REPLACE TEMP VIEW articles AS SELECT * FROM 'articles.parquet';
CREATE OR REPLACE TEMP VIEW dyad_day AS SELECT * FROM 'dyad_day.parquet';

SELECT count(DISTINCT report_id) AS reports, count(*) AS evidence, count(DISTINCT article_id) AS articles FROM reports;

SELECT type, count(DISTINCT report_id) AS reports FROM reports GROUP BY type ORDER BY reports DESC, type;

-- Days without a report are there: an average over days is one over days.
SELECT actor, recipient, sum(reports) AS reports, avg(reports) AS a_day
FROM dyad_day GROUP BY actor, recipient ORDER BY reports DESC, actor, recipient LIMIT 10;
