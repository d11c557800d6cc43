-- The text report: what tasks have been seen to be parked at comes first.
-- name: text_findings
WITH proposed AS ( -- of the latest run, in which the link has seen what may mend them
    SELECT DISTINCT op.file, op.line, op.col
    FROM proposal JOIN op ON op.id = proposal.op
    WHERE (SELECT NOT mended AND id = (SELECT max(id) FROM run) FROM run WHERE id = ?1)
)
SELECT file, line, col, level, check_name, message, fix, trace,
    CASE
        WHEN EXISTS (SELECT 1 FROM edit WHERE edit.run = ?1 AND edit.finding = result.finding)
            THEN 'a fix is available: `--format patch` prints it'
        WHEN (file, line, col) IN (SELECT file, line, col FROM proposed)
            THEN 'a fix may be available: `--fix` tries it'
    END
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
