-- What may mend findings, and what was shown to.
-- name: list_proposals
SELECT result.fingerprint, defect, proposal.n, proposal.file, proposal.line, proposal.col, proposal.verb, proposal.word, proposal.text
FROM result
JOIN named_defect USING (finding)
JOIN raised ON raised.fingerprint = result.fingerprint
JOIN proposal ON proposal.op = raised.op
WHERE result.run = ?1 AND result.dismissed IS NULL
ORDER BY result.file, result.line, result.col, result.fingerprint, proposal.n, proposal.rowid;

-- name: count_defects
SELECT defect, count(*)
FROM occurrence JOIN named_defect USING (finding)
WHERE run = ?1
GROUP BY defect;

-- name: mark_mended
UPDATE run SET mended = 1 WHERE id = ?1;

-- name: add_edit
INSERT INTO edit (run, finding, file, digest, at, length, text, line, col, end_line, end_col)
SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM finding WHERE fingerprint = ?2;
