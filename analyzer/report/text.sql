-- The text report.
-- name: text_findings
SELECT occurrence.file, occurrence.line, occurrence.col, occurrence.level, finding.check_name,
    occurrence.message, occurrence.fix, occurrence.trace
FROM occurrence JOIN finding ON finding.id = occurrence.finding
WHERE occurrence.run = ?1
    AND (occurrence.level <> 'note' OR ?2)
    AND NOT EXISTS (
        SELECT 1 FROM suppression AS s WHERE s.run = occurrence.run AND s.finding = occurrence.finding
    )
ORDER BY occurrence.file, occurrence.line, occurrence.col, finding.check_name, finding.id;

-- name: text_trace
SELECT value ->> 'file', value ->> 'line', value ->> 'text'
FROM json_each(?1)
ORDER BY key;

-- name: text_root
SELECT root FROM run WHERE id = ?1;

-- name: summary
WITH seen AS (
    SELECT level
    FROM occurrence
    WHERE run = ?1
        AND NOT EXISTS (SELECT 1 FROM suppression AS s WHERE s.run = ?1 AND s.finding = occurrence.finding)
)
SELECT files, parsed, cached, failed, files_with_errors, files_that_spawn, tasks, ops, seconds,
    (SELECT count(*) FROM seen WHERE level = 'error'),
    (SELECT count(*) FROM seen WHERE level = 'warning'),
    (SELECT count(*) FROM seen WHERE level = 'note'),
    (SELECT count(*) FROM suppression WHERE run = ?1)
FROM run
WHERE id = ?1;
