-- The text report: what tasks have been seen to be parked at comes first.
-- name: text_findings
SELECT file, line, col, level, check_name, message, fix, trace
FROM result
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL
ORDER BY parked DESC NULLS LAST, file, line, col, check_name, finding;

-- name: text_trace
SELECT value ->> 'file', value ->> 'line', value ->> 'text'
FROM json_each(?1)
ORDER BY key;

-- name: text_root
SELECT root FROM run WHERE id = ?1;

-- The checks that found something, the worst first.
-- name: summary_checks
SELECT check_name,
    count(*) FILTER (WHERE level = 'error') AS errors,
    count(*) FILTER (WHERE level = 'warning') AS warnings,
    count(*) FILTER (WHERE level = 'note') AS notes
FROM result
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL
GROUP BY check_name
ORDER BY errors DESC, warnings DESC, notes DESC, check_name;

-- name: summary
SELECT files, parsed, cached, failed, files_with_errors, files_that_spawn, tasks, ops, seconds,
    count(*) FILTER (WHERE level = 'error' AND dismissed IS NULL),
    count(*) FILTER (WHERE level = 'warning' AND dismissed IS NULL),
    count(*) FILTER (WHERE level = 'note' AND dismissed IS NULL),
    count(*) FILTER (WHERE dismissed = 'inSource'),
    count(*) FILTER (WHERE dismissed = 'external'),
    iif(count(baseline) > 0, count(*) FILTER (WHERE level <> 'note' AND dismissed IS NULL AND baseline <> 'unchanged'), NULL)
FROM run LEFT JOIN result ON result.run = run.id
WHERE run.id = ?1;
