-- What came and what went between two sides. What is dismissed is neither, nor is what was so before.
-- name: diff
WITH changed AS (
    SELECT iif(side = 'new', 'new', 'fixed') AS state, *
    FROM compared
    WHERE fingerprint IS NOT NULL
        AND NOT dismissed
        AND (level <> 'note' OR ?1)
        AND NOT EXISTS (
            SELECT 1
            FROM compared AS other
            WHERE other.side <> compared.side AND other.fingerprint = compared.fingerprint
        )
)
SELECT state, file || ':' || line || ':' || coalesce(col || ':', ''), level, message, check_name
FROM changed
ORDER BY state DESC, file, line, col, check_name, fingerprint;

-- name: diff_unchanged
SELECT count(*)
FROM compared AS old JOIN compared AS new USING (fingerprint)
WHERE old.side = 'old' AND new.side = 'new' AND NOT new.dismissed AND (new.level <> 'note' OR ?1);
