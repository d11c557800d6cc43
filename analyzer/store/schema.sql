-- The database's versions: each migration brings it from the version before to its own.
-- name: schema_1

-- The program of the latest run; rules/README.md says what each table and column means. No foreign keys here: the
-- tables are facts that each run replaces as a whole, and without keys SQLite empties a table at once.

CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    body_file TEXT,
    body_line INTEGER,
    spawn_file TEXT,
    spawn_line INTEGER,
    spawn_col INTEGER,
    spawn_text TEXT,
    spawned_in TEXT,
    repeated TEXT NOT NULL,
    library TEXT
) STRICT;

CREATE TABLE channel (
    id INTEGER PRIMARY KEY,
    label TEXT,
    created_file TEXT,
    created_line INTEGER,
    capacity INTEGER,
    library TEXT,
    escapes INTEGER NOT NULL
) STRICT;

CREATE TABLE op (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    channel INTEGER,
    function TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    mode TEXT NOT NULL,
    in_loop INTEGER NOT NULL,
    result TEXT,
    select_id INTEGER,
    text TEXT,
    library TEXT
) STRICT;

CREATE TABLE clause (
    select_op INTEGER NOT NULL,
    kind TEXT NOT NULL,
    channel INTEGER,
    leads_out INTEGER NOT NULL
) STRICT;

CREATE TABLE reach (
    task INTEGER NOT NULL,
    op INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    PRIMARY KEY (task, op)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
    task INTEGER NOT NULL,
    op INTEGER NOT NULL,
    n INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (task, op, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE wake (
    op INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by_op INTEGER,
    why TEXT
) STRICT;

CREATE TABLE exit (
    task INTEGER NOT NULL,
    kind TEXT NOT NULL,
    op INTEGER,
    why TEXT
) STRICT;

CREATE TABLE peer (
    op INTEGER NOT NULL,
    peer_op INTEGER NOT NULL,
    leaves TEXT
) STRICT;

CREATE TABLE cancel_token (
    task INTEGER NOT NULL,
    place TEXT NOT NULL,
    file TEXT,
    line INTEGER
) STRICT;

CREATE INDEX op_channel ON op (channel);
CREATE INDEX clause_select ON clause (select_op);
CREATE INDEX reach_op ON reach (op, depth);
CREATE INDEX wake_op ON wake (op);
CREATE INDEX exit_task ON exit (task);
CREATE INDEX peer_op ON peer (op);
CREATE INDEX cancel_token_task ON cancel_token (task);

-- The memory: runs and what they found.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    root TEXT NOT NULL,
    version TEXT NOT NULL,
    clang_version TEXT NOT NULL,
    files INTEGER NOT NULL,
    parsed INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    files_with_errors INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    ops INTEGER NOT NULL,
    seconds REAL NOT NULL
) STRICT;

-- A check as it was when it last ran, so that a stored run can be reported without the rules.
CREATE TABLE check_page (
    name TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    page TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One defect over all runs. No line number: it stays the same finding while code around it moves.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    check_name TEXT NOT NULL,
    function TEXT NOT NULL,
    channel TEXT NOT NULL,
    statement TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES run
) STRICT;

-- A finding in a run. trace: [{"kind": "path"|"body"|"blocks"|"peer"|"leaves", "file", "line", "text"}, ...]
CREATE TABLE occurrence (
    run INTEGER NOT NULL REFERENCES run,
    finding INTEGER NOT NULL REFERENCES finding,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'note')),
    message TEXT NOT NULL,
    fix TEXT NOT NULL,
    trace TEXT NOT NULL,
    PRIMARY KEY (run, finding)
) STRICT, WITHOUT ROWID;

-- What people said of a finding.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES finding,
    at TEXT NOT NULL,
    status TEXT NOT NULL,
    comment TEXT NOT NULL
) STRICT;

-- An occurrence that a comment in the source says to ignore.
CREATE TABLE suppression (
    run INTEGER NOT NULL,
    finding INTEGER NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (run, finding),
    FOREIGN KEY (run, finding) REFERENCES occurrence
) STRICT, WITHOUT ROWID;

-- The cache: what the worker said of a unit, while the unit and all that it included stay as they were.

-- Paths are relative to the root where they are inside: a cache may be carried to another checkout.
CREATE TABLE include_file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE unit_cache (
    path TEXT NOT NULL,
    flags_hash INTEGER NOT NULL,
    version TEXT NOT NULL,   -- of chanlint, libclang and the worker
    digest INTEGER NOT NULL, -- of the contents of the unit and of the files in `includes`, in that order
    includes BLOB NOT NULL,  -- ids in include_file, 4 bytes each, in the machine's byte order
    n_errors INTEGER NOT NULL,
    first_error TEXT NOT NULL,
    ir BLOB NOT NULL,
    PRIMARY KEY (path, flags_hash)
) STRICT;

-- What a run's relations were made from. Whether a peer that leaves comes again. A token belongs to the send that it is watched around.
-- name: schema_2
ALTER TABLE run ADD COLUMN program TEXT;
ALTER TABLE peer ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
DROP TABLE cancel_token;
CREATE TABLE cancel_token (
    task INTEGER NOT NULL,
    op INTEGER NOT NULL,
    place TEXT NOT NULL,
    file TEXT,
    line INTEGER
) STRICT;
CREATE INDEX cancel_token_op ON cancel_token (op, task);

-- Which tasks a join waits for, and which of their sends only the joiner could end.
-- name: schema_3
CREATE TABLE joined (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL,
    PRIMARY KEY (op, task)
) STRICT, WITHOUT ROWID;

CREATE TABLE joined_send (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL,
    join_op INTEGER NOT NULL,
    leaves TEXT,
    PRIMARY KEY (op, task, join_op)
) STRICT, WITHOUT ROWID;

-- Where the flag is set that ends an operation.
-- name: schema_4
ALTER TABLE wake ADD COLUMN set_in TEXT;
ALTER TABLE wake ADD COLUMN set_file TEXT;
ALTER TABLE wake ADD COLUMN set_line INTEGER;

-- Which locks are held in an operation, and which of those a receiver needs. Stop flags that nobody signals.
-- name: schema_5
CREATE TABLE lock_held (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL,
    lock TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (op, task, lock)
) STRICT, WITHOUT ROWID;

CREATE TABLE lock_needed (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL,
    lock TEXT NOT NULL,
    peer_op INTEGER NOT NULL,
    certain INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (op, task, lock, peer_op)
) STRICT, WITHOUT ROWID;

CREATE TABLE unheard_flag (
    op INTEGER NOT NULL,
    flag TEXT NOT NULL,
    setter TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (op, file, line)
) STRICT, WITHOUT ROWID;

-- Whether a peer is passed by: who made the channel and started the other side ends without coming to it. Ends of
-- blocking that the task does not heed. Ways on which a task is not cancelled.
-- name: schema_6
ALTER TABLE peer ADD COLUMN abandons INTEGER NOT NULL DEFAULT 0;
CREATE TABLE unheeded (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by_op INTEGER,
    endless INTEGER NOT NULL
) STRICT;
CREATE INDEX unheeded_op ON unheeded (op, task);
CREATE TABLE lost_cancel (
    task INTEGER NOT NULL,
    by_op INTEGER NOT NULL,
    file TEXT,
    line INTEGER
) STRICT;
CREATE INDEX lost_cancel_task ON lost_cancel (task);

-- name: schema_7

ALTER TABLE peer ADD COLUMN below INTEGER NOT NULL DEFAULT 0;
ALTER TABLE op ADD COLUMN handmade INTEGER NOT NULL DEFAULT 0;

-- How many files start tasks, by their text: what a run without tasks may have missed.
-- name: schema_8
ALTER TABLE run ADD COLUMN files_that_spawn INTEGER NOT NULL DEFAULT 0;

-- Which commit a run was of. Reviews are of fingerprints, so that they can be there before their finding is.
-- name: schema_9
ALTER TABLE run ADD COLUMN revision TEXT;
DROP TABLE review;
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('confirmed', 'false-positive', 'intentional', 'fixed')),
    comment TEXT NOT NULL,
    UNIQUE (fingerprint, at, author, status, comment)
) STRICT;

-- Comments that ignore nothing.
CREATE TABLE stale_suppression (
    run INTEGER NOT NULL REFERENCES run,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    check_name TEXT NOT NULL,
    PRIMARY KEY (run, file, line)
) STRICT, WITHOUT ROWID;

-- Flags that are set, and their tasks waited for, while the tasks sleep. Whether one of several sleepers hears a flag.
-- name: schema_10
CREATE TABLE overslept (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL,
    flag TEXT NOT NULL,
    late INTEGER NOT NULL,
    setter TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    join_op INTEGER NOT NULL,
    PRIMARY KEY (op, task, file, line, join_op)
) STRICT, WITHOUT ROWID;
ALTER TABLE unheard_flag ADD COLUMN single INTEGER NOT NULL DEFAULT 0;

-- Where the tasks of a program that ran were parked, by finding; NULL: at none.
-- name: schema_11
CREATE TABLE observation (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    fingerprint TEXT,
    function TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    tasks INTEGER NOT NULL, -- of `total`
    total INTEGER NOT NULL
) STRICT;
CREATE INDEX observation_fingerprint ON observation (fingerprint, id);

-- What to do about an operation that nothing wakes, in its library's words.
-- name: schema_12
CREATE TABLE fix (
    library TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (library, kind)
) STRICT, WITHOUT ROWID;

-- What may mend a finding, step by step; and what was shown to: edits of the run's files, as bytes of them and, for
-- SARIF, as lines and columns.
-- name: schema_13
CREATE TABLE proposal (
    op INTEGER NOT NULL,
    n INTEGER NOT NULL,
    verb TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    word TEXT,
    text TEXT,
    UNIQUE (op, n, verb, file, line, col)
) STRICT;
CREATE TABLE edit (
    run INTEGER NOT NULL,
    finding INTEGER NOT NULL,
    file TEXT NOT NULL,
    digest INTEGER NOT NULL, -- of the file, with which the edit was made
    at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    text TEXT NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    end_col INTEGER NOT NULL,
    FOREIGN KEY (run, finding) REFERENCES occurrence
) STRICT;
CREATE INDEX edit_finding ON edit (run, finding);
ALTER TABLE run ADD COLUMN mended INTEGER NOT NULL DEFAULT 0;

-- name: schema_14

ALTER TABLE peer ADD COLUMN tied INTEGER NOT NULL DEFAULT 0;

-- name: schema_15

CREATE TABLE straggler (
    op INTEGER NOT NULL,
    task INTEGER NOT NULL
) STRICT;
CREATE INDEX straggler_op ON straggler (op, task);
