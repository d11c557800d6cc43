-- Reviews as people read them, and as a file keeps them.

-- name: reviewed
SELECT fingerprint, file || ':' || line, level, check_name,
    CASE dismissed WHEN 'inSource' THEN 'ignored' ELSE coalesce(status, '-') END,
    coalesce(author, ''), coalesce(reason, '')
FROM result
WHERE run = ?1 AND (level <> 'note' OR ?2)
ORDER BY file, line, col, check_name, finding;

-- name: history
SELECT at, author, status, comment FROM review WHERE fingerprint = ?1 ORDER BY at, id;

-- A line each, in the order of what they are of: two branches that say something of two findings merge. Behind the
-- review stands what it is of, for those who read the file; nobody reads it back.
-- name: export_reviews
SELECT json_object(
        'finding', review.fingerprint, 'at', at, 'author', author, 'status', status, 'comment', comment,
        'check', check_name, 'function', function, 'statement', statement
    )
FROM review LEFT JOIN finding ON finding.fingerprint = review.fingerprint
ORDER BY review.fingerprint, at, review.id;

-- name: stale
SELECT file || ':' || line || ': `chanlint: ignore ' || check_name || '` ignores nothing: remove it'
FROM stale_suppression
WHERE run = ?1
ORDER BY file, line;
