-- What people say of findings.

-- Only when nobody said anything since the author looked: ?6 is the last review then (0: none), NULL when it does not
-- matter.
-- name: add_review
INSERT OR IGNORE INTO review (fingerprint, at, author, status, comment)
SELECT ?1, coalesce(?2, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), ?3, ?4, ?5
WHERE ?6 IS NULL OR ?6 = (SELECT coalesce(max(id), 0) FROM review WHERE fingerprint = ?1);

-- The findings that a word may mean: the beginning of a fingerprint, or a place in the latest run.
-- name: find_finding
SELECT fingerprint, check_name
FROM finding
WHERE length(?1) >= 4 AND substr(fingerprint, 1, length(?1)) = lower(?1)
UNION
SELECT fingerprint, check_name
FROM result
WHERE run = (SELECT max(id) FROM run)
    AND ?1 IN (file || ':' || line, file || ':' || line || ':' || col)
ORDER BY fingerprint
LIMIT 10;

-- A line of a file of reviews.
-- name: read_review
SELECT ?1 ->> 'finding', ?1 ->> 'at', ?1 ->> 'author', ?1 ->> 'status', ?1 ->> 'comment'
WHERE json_valid(?1)
    AND json_type(?1) = 'object'
    AND ?1 ->> 'finding' GLOB '[0-9a-f]*'
    AND ?1 ->> 'at' GLOB '[0-9][0-9][0-9][0-9]-*'
    AND ?1 ->> 'status' IN ('confirmed', 'false-positive', 'intentional', 'fixed')
    AND typeof(?1 ->> 'author') = 'text'
    AND typeof(?1 ->> 'comment') = 'text';
