-- Cases: what their comments expect, and what was found and recognised. Files are relative to the case's root.
-- name: make_cases
CREATE TEMP TABLE known_check (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE test_case (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    base TEXT NOT NULL,
    library TEXT NOT NULL
) STRICT;
CREATE TEMP TABLE expected (
    test_case INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    level TEXT NOT NULL,
    check_name TEXT NOT NULL,
    PRIMARY KEY (test_case, file, line, level, check_name)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE sees (
    test_case INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    mode TEXT, -- NULL: any
    kind TEXT NOT NULL
) STRICT;
CREATE TEMP TABLE found (
    test_case INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    level TEXT NOT NULL,
    check_name TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (test_case, file, line, level, check_name)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE recognised (
    test_case INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    mode TEXT, -- NULL: of a spawn
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX temp.recognised_at ON recognised (test_case, file, line);
CREATE TEMP TABLE problem (
    test_case INTEGER NOT NULL,
    file TEXT, -- NULL: of the case as a whole
    line INTEGER,
    text TEXT NOT NULL
) STRICT;

-- What is expected, found, or both.
CREATE TEMP VIEW judged AS
SELECT test_case, file, line, level, check_name, expected.test_case IS NULL AS unexpected,
    found.test_case IS NULL AS missing, message
FROM expected FULL JOIN found USING (test_case, file, line, level, check_name);

CREATE TEMP VIEW difference AS
SELECT test_case, file, line, text FROM problem
UNION ALL
SELECT test_case, file, line, format('there is no check `%s`', check_name)
FROM expected
WHERE check_name NOT IN (SELECT name FROM known_check)
UNION ALL
SELECT test_case, file, line,
    format('%s: %s %s%s', iif(missing, 'missing', 'unexpected'), level, check_name, coalesce(': ' || message, ''))
FROM judged
WHERE missing OR unexpected
UNION ALL
SELECT test_case, file, line, 'not recognised: ' || coalesce(mode || ' ', '') || kind
FROM sees
WHERE NOT EXISTS (
    SELECT 1
    FROM recognised
    WHERE recognised.test_case = sees.test_case
        AND recognised.file = sees.file
        AND recognised.line = sees.line
        AND recognised.kind = sees.kind
        AND (sees.mode IS NULL OR sees.mode = recognised.mode)
);

-- name: add_known_check
INSERT INTO known_check (name) VALUES (?1);

-- name: add_test_case
INSERT INTO test_case (id, path, base, library) VALUES (?1, ?2, ?3, ?4);

-- name: add_problem
INSERT INTO problem (test_case, file, line, text) VALUES (?1, ?2, ?3, ?4);

-- name: add_expected
INSERT OR IGNORE INTO expected (test_case, file, line, level, check_name) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: add_sees
INSERT INTO sees (test_case, file, line, mode, kind) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: add_found
INSERT OR IGNORE INTO found (test_case, file, line, level, check_name, message)
SELECT ?1, file, line, level, check_name, message || ': ' || fix
FROM result
WHERE run = ?2 AND dismissed IS NULL;

-- name: add_recognised
INSERT INTO recognised (test_case, file, line, mode, kind)
SELECT ?1, file, line, mode, kind FROM op
UNION
SELECT ?1, spawn_file, spawn_line, NULL, 'spawn' FROM task WHERE spawn_file IS NOT NULL;
