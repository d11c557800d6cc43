-- What reports read: each finding of each run, with what people and comments say of it, and whether it is new. Made anew
-- for each connection.
-- name: make_results
CREATE TEMP TABLE compared (
    side TEXT NOT NULL, -- old, new
    fingerprint TEXT, -- NULL in the row that says that the side is there
    check_name TEXT,
    level TEXT,
    file TEXT,
    line INTEGER,
    col INTEGER,
    message TEXT,
    dismissed INTEGER,
    UNIQUE (side, fingerprint)
);

-- The last word on each finding.
CREATE TEMP VIEW verdict AS
SELECT fingerprint, status, comment, author, at
FROM (SELECT *, row_number() OVER (PARTITION BY fingerprint ORDER BY at DESC, id DESC) AS n FROM review)
WHERE n = 1;

-- How many of a program's tasks were parked at each finding when one was last observed.
CREATE TEMP VIEW last_seen AS
SELECT fingerprint, tasks AS parked, total AS parked_of
FROM (SELECT *, row_number() OVER (PARTITION BY fingerprint ORDER BY id DESC) AS n FROM observation)
WHERE n = 1 AND fingerprint IS NOT NULL;

-- What a finding is by its text: equal defects of one function have one.
CREATE TEMP VIEW named_defect AS
SELECT id AS finding, check_name || char(31) || function || char(31) || channel || char(31) || statement AS defect
FROM finding;

CREATE TEMP VIEW severity (level, rank) AS VALUES ('note', 1), ('warning', 2), ('error', 3);

-- The trace ends with how many tasks were seen there.
-- In SARIF's words: dismissed by a comment in the source or by a review; and what has become of it since the baseline,
-- updated when its level is higher now, NULL when nothing is compared.
CREATE TEMP VIEW result AS
SELECT occurrence.run, occurrence.finding, occurrence.file, occurrence.line, occurrence.col, level, message, fix,
    iif(
        last_seen.parked IS NULL,
        trace,
        json_insert(trace, '$[#]', json_object(
            'kind', 'seen', 'file', occurrence.file, 'line', occurrence.line,
            'text', format('%,d of %,d tasks were parked here when the program was looked at', parked, parked_of)
        ))
    ) AS trace,
    finding.fingerprint, finding.check_name, finding.function, finding.channel, finding.first_run,
    verdict.status, verdict.author, verdict.comment, verdict.at, last_seen.parked, last_seen.parked_of,
    CASE
        WHEN suppression.reason IS NOT NULL THEN 'inSource'
        WHEN verdict.status IN ('false-positive', 'intentional') THEN 'external'
    END AS dismissed,
    coalesce(suppression.reason, verdict.comment) AS reason,
    iif(
        EXISTS (SELECT 1 FROM compared WHERE side = 'old'),
        coalesce(
            (
                SELECT iif(severity.rank > before.rank, 'updated', 'unchanged')
                FROM compared
                JOIN severity ON severity.level = occurrence.level
                LEFT JOIN severity AS before ON before.level = compared.level
                WHERE compared.side = 'old' AND compared.fingerprint = finding.fingerprint
            ),
            'new'
        ),
        NULL
    ) AS baseline
FROM occurrence
JOIN finding ON finding.id = occurrence.finding
LEFT JOIN suppression USING (run, finding)
LEFT JOIN verdict ON verdict.fingerprint = finding.fingerprint
LEFT JOIN last_seen ON last_seen.fingerprint = finding.fingerprint;

-- name: count_failing
SELECT count(*)
FROM result
WHERE run = ?1
    AND level IN (SELECT value FROM json_each(?2))
    AND dismissed IS NULL
    AND baseline IS NOT 'unchanged';

-- A run by its number, or the latest one of a commit by its name's beginning; the latest of all for NULL.
-- name: find_side
SELECT id
FROM run
WHERE ?1 IS NULL OR CAST(id AS TEXT) = ?1 OR (length(?1) >= 7 AND substr(revision, 1, length(?1)) = lower(?1))
ORDER BY CAST(id AS TEXT) = ?1 DESC, id DESC
LIMIT 1;

-- name: open_side
INSERT INTO compared (side) VALUES (?1);

-- name: read_side
SELECT fingerprint, check_name, level, file, line, col, message || ': ' || fix, dismissed IS NOT NULL
FROM result
WHERE run = ?1;

-- name: add_to_side
INSERT OR IGNORE INTO compared (side, fingerprint, check_name, level, file, line, col, message, dismissed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: is_log
SELECT json_valid(?1) AND coalesce(json_extract(iif(json_valid(?1), ?1, '{}'), '$.runs[0].tool.driver.name') = 'chanlint', 0);

-- name: read_log
SELECT result.value ->> '$.partialFingerprints."chanlint/v1"',
    result.value ->> 'ruleId',
    result.value ->> 'level',
    path(result.value ->> '$.locations[0].physicalLocation.artifactLocation.uri'),
    result.value ->> '$.locations[0].physicalLocation.region.startLine',
    result.value ->> '$.locations[0].physicalLocation.region.startColumn',
    result.value ->> '$.message.text',
    json_array_length(coalesce(result.value -> 'suppressions', '[]')) > 0
FROM json_each(?1, '$.runs') AS run, json_each(run.value, '$.results') AS result
WHERE result.value ->> '$.partialFingerprints."chanlint/v1"' IS NOT NULL;
