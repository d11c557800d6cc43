-- For which functions a model may be wanted: a row a call.
-- name: suggest_tables
CREATE TEMP TABLE candidate (
    function TEXT NOT NULL,
    header TEXT,
    kind TEXT NOT NULL,
    argument INTEGER NOT NULL,
    n_arguments INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    text TEXT
) STRICT;

-- name: add_candidate
INSERT INTO candidate VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
