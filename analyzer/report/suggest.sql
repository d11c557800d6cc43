-- A model to fill in (store_suggest has made the temporary table): a row a function, with how many calls it has, and
-- where the first of them are. What it is asked to be is what most of its calls look like.
-- name: suggest
WITH kinds (kind, rank) AS (VALUES ('spawn', 1), ('create', 2), ('shared', 3), ('send', 4), ('receive', 4)),
sums AS (
    SELECT function, header, kind, rank, argument, max(n_arguments) AS n_arguments, min(text) AS text, count(*) AS n
    FROM candidate JOIN kinds USING (kind)
    GROUP BY function, header, kind, argument
),
likely AS (
    SELECT *, row_number() OVER (PARTITION BY function ORDER BY kind = 'create', rank, n DESC, argument) AS place
    FROM sums
),
places AS (SELECT DISTINCT function, file, line FROM candidate),
counts AS (SELECT function, count(*) AS calls FROM places GROUP BY function),
headers AS (
    SELECT header, sum(n) AS n
    FROM sums
    GROUP BY header
)
SELECT likely.function, likely.kind, likely.argument, likely.n_arguments, likely.text, calls,
    (
        SELECT group_concat(place, ', ')
        FROM (
            SELECT file || ':' || line AS place
            FROM places
            WHERE places.function = likely.function
            ORDER BY file, line
            LIMIT 4
        )
    ) || iif(calls > 4, format(', and %d more', calls - 4), '')
FROM likely
JOIN counts ON counts.function = likely.function
LEFT JOIN headers ON headers.header IS likely.header
WHERE place = 1
ORDER BY likely.rank > 3, headers.n DESC, likely.header, rank, calls DESC, likely.function;

-- The headers of what is unknown, those with the most calls first; what precedes the last dot of the first is a name.
-- name: suggest_headers
SELECT json_quote(header), replace(header, rtrim(header, replace(header, '/', '')), '')
FROM candidate
WHERE kind NOT IN ('send', 'receive') AND header IS NOT NULL
GROUP BY header
ORDER BY count(*) DESC, header;
