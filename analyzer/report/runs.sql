-- The runs of a database. What is dismissed counts as no finding.
-- name: runs
SELECT run.id, started, coalesce(substr(revision, 1, 12), '-'), files,
    count(*) FILTER (WHERE level = 'error' AND dismissed IS NULL),
    count(*) FILTER (WHERE level = 'warning' AND dismissed IS NULL),
    count(*) FILTER (WHERE level = 'note' AND dismissed IS NULL),
    count(dismissed)
FROM run LEFT JOIN result ON result.run = run.id
GROUP BY run.id
ORDER BY run.id;
