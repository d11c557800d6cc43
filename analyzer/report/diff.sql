-- What changed between two sides: what came, what went, and what is of another level now. What is dismissed is none of it,
-- nor is what was so before.
-- name: make_diff
CREATE TEMP VIEW IF NOT EXISTS change AS
SELECT iif(side = 'new', 'new', 'fixed') AS state, fingerprint, check_name, level, NULL AS was, file, line, col, message
FROM compared
WHERE fingerprint IS NOT NULL
    AND NOT dismissed
    AND NOT EXISTS (
        SELECT 1
        FROM compared AS other
        WHERE other.side <> compared.side AND other.fingerprint = compared.fingerprint
    )
UNION ALL
SELECT iif(severity.rank > before.rank, 'rose', 'fell'), new.fingerprint, new.check_name, new.level, old.level, new.file,
    new.line, new.col, new.message
FROM compared AS old
JOIN compared AS new USING (fingerprint)
JOIN severity ON severity.level = new.level
JOIN severity AS before ON before.level = old.level
WHERE old.side = 'old' AND new.side = 'new' AND NOT new.dismissed AND new.level <> old.level;

-- ?1: findings that are notes, and were nothing else, too.
-- name: diff
SELECT state, file || ':' || line || ':' || coalesce(col || ':', ''), level, was, message, check_name
FROM change
WHERE level <> 'note' OR was IS NOT NULL OR ?1
ORDER BY instr('new rose fell fixed', state), file, line, col, check_name, fingerprint;

-- name: diff_json
SELECT json_group_array(json_object(
    'state', state, 'level', level, 'was', was, 'check', check_name, 'file', file, 'line', line, 'column', col,
    'message', message, 'finding', fingerprint
))
FROM (
    SELECT *
    FROM change
    WHERE level <> 'note' OR was IS NOT NULL OR ?1
    ORDER BY instr('new rose fell fixed', state), file, line, col, check_name, fingerprint
);

-- Comma-separated values, RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe.
-- name: diff_csv
WITH cell AS (
    SELECT change.*, each.key,
        iif(substr(each.value, 1, 1) IN ('=', '+', '-', '@', char(9), char(13)), '''', '') || each.value AS text
    FROM change, json_each(json_array(
        state, level, coalesce(was, ''), check_name, file, line, coalesce(col, ''), message, fingerprint
    )) AS each
    WHERE level <> 'note' OR was IS NOT NULL OR ?1
)
SELECT 'state,level,was,check,file,line,column,message,finding' || char(13)
UNION ALL
SELECT * FROM (
    SELECT group_concat('"' || replace(text, '"', '""') || '"', ',') || char(13)
    FROM (SELECT * FROM cell ORDER BY fingerprint, key)
    GROUP BY fingerprint
    ORDER BY instr('new rose fell fixed', state), file, line, col, check_name, fingerprint
);

-- name: diff_counts
SELECT count(*) FILTER (WHERE state = 'new'), count(*) FILTER (WHERE state = 'fixed'),
    count(*) FILTER (WHERE state = 'rose'), count(*) FILTER (WHERE state = 'fell'),
    (
        SELECT count(*)
        FROM compared AS old JOIN compared AS new USING (fingerprint)
        WHERE old.side = 'old' AND new.side = 'new' AND NOT new.dismissed AND old.level = new.level
            AND (new.level <> 'note' OR ?1)
    )
FROM change
WHERE level <> 'note' OR was IS NOT NULL OR ?1;
