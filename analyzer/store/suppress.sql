-- Comments in the source that say to ignore a finding.
-- name: run_occurrences
SELECT occurrence.file, occurrence.line, finding.check_name, finding.id
FROM occurrence JOIN finding ON finding.id = occurrence.finding
WHERE occurrence.run = ?1
ORDER BY occurrence.file, occurrence.line;

-- name: add_suppression
INSERT INTO suppression (run, finding, line, reason) VALUES (?1, ?2, ?3, ?4);

-- name: add_stale_suppression
INSERT INTO stale_suppression (run, file, line, check_name)
SELECT ?1, ?2, ?3, ?4
WHERE NOT EXISTS (
    SELECT 1
    FROM suppression
    JOIN occurrence USING (run, finding)
    JOIN finding ON finding.id = occurrence.finding
    WHERE suppression.run = ?1 AND occurrence.file = ?2 AND suppression.line = ?3 AND finding.check_name = ?4
);
