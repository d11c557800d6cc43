-- A review as the page sends it: NULL where it is not of the right type, no row when it is none at all.
-- name: posted_review
SELECT iif(json_type(?1, '$.finding') = 'text', ?1 ->> 'finding', NULL),
    iif(json_type(?1, '$.status') = 'text', ?1 ->> 'status', NULL),
    iif(json_type(?1, '$.comment') = 'text', ?1 ->> 'comment', NULL),
    iif(json_type(?1, '$.author') = 'text', ?1 ->> 'author', NULL),
    iif(json_type(?1, '$.seen') = 'integer', ?1 ->> 'seen', NULL)
WHERE json_valid(?1) AND json_type(?1) = 'object';

-- name: is_finding
SELECT 1 FROM finding WHERE fingerprint = ?1;
