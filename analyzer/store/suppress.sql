-- Comments in the source that say to ignore a finding.
-- name: run_occurrences
SELECT occurrence.file, occurrence.line, finding.check_name, finding.id
FROM occurrence JOIN finding ON finding.id = occurrence.finding
WHERE occurrence.run = ?1
ORDER BY occurrence.file, occurrence.line;

-- name: add_suppression
INSERT INTO suppression (run, finding, line, reason) VALUES (?1, ?2, ?3, ?4);
