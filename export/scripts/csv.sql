-- Opens this release with DuckDB, in its folder: duckdb < start.sql
-- Everything is read as text, so that codes such as "010" and the letters "NA" stay.

CREATE OR REPLACE TEMP VIEW reports AS SELECT * FROM read_csv('reports.csv', header = true, all_varchar = true, max_line_size = 67108864);
CREATE OR REPLACE TEMP VIEW articles AS SELECT * FROM read_csv('articles.csv', header = true, all_varchar = true, max_line_size = 67108864);
CREATE OR REPLACE TEMP VIEW dyad_day AS SELECT * FROM read_csv('dyad_day.csv', header = true, all_varchar = true);

SELECT count(DISTINCT report_id) AS reports, count(*) AS evidence, count(DISTINCT article_id) AS articles FROM reports;

SELECT type, count(DISTINCT report_id) AS reports FROM reports GROUP BY type ORDER BY reports DESC, type;

-- Days without a report are there: an average over days is one over days.
SELECT actor, recipient, sum(CAST(reports AS INTEGER)) AS reports, avg(CAST(reports AS INTEGER)) AS a_day
FROM dyad_day GROUP BY actor, recipient ORDER BY reports DESC, actor, recipient LIMIT 10;
