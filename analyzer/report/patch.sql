-- The fixes of a run's findings, file by file.
-- name: patch_looked
SELECT mended FROM run WHERE id = ?1;

-- name: patch_edits
SELECT edit.file, edit.digest, edit.at, edit.length, edit.text
FROM result JOIN edit USING (run, finding)
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL
ORDER BY edit.file, edit.at, edit.rowid;

-- What the changes of a file are for.
-- name: patch_reasons
SELECT DISTINCT result.file || ':' || result.line || ': ' || result.level || ': ' || result.fix || ' [' || check_name || ']'
FROM result JOIN edit USING (run, finding)
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL
    AND edit.file = ?4
ORDER BY result.file, result.line, result.col, check_name;

-- name: patch_counts
SELECT (SELECT mended FROM run WHERE id = ?1), count(*),
    count(*) FILTER (WHERE EXISTS (SELECT 1 FROM edit WHERE edit.run = ?1 AND edit.finding = result.finding))
FROM result
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL;
