-- What may mend findings, and what was shown to.
-- name: list_proposals
SELECT result.fingerprint,
    finding.check_name || char(31) || finding.function || char(31) || finding.channel || char(31) || finding.statement,
    proposal.n, proposal.file, proposal.line, proposal.col, proposal.verb, proposal.word, proposal.text
FROM result
JOIN finding ON finding.id = result.finding
JOIN raised ON raised.fingerprint = result.fingerprint
JOIN proposal ON proposal.op = raised.op
WHERE result.run = ?1 AND result.dismissed IS NULL
ORDER BY result.file, result.line, result.col, result.fingerprint, proposal.n, proposal.rowid;

-- name: count_defects
SELECT check_name || char(31) || function || char(31) || channel || char(31) || statement, count(*)
FROM occurrence JOIN finding ON finding.id = occurrence.finding
WHERE run = ?1
GROUP BY 1;

-- name: mark_mended
UPDATE run SET mended = 1 WHERE id = ?1;

-- name: add_edit
INSERT INTO edit (run, finding, file, digest, at, length, text, line, col, end_line, end_col)
SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM finding WHERE fingerprint = ?2;
