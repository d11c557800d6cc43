-- Runs and what they found.
-- name: add_run
INSERT INTO run (started, root, version, clang_version, files, parsed, cached, failed, files_with_errors,
    files_that_spawn, tasks, ops, seconds, program, revision)
VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
    (SELECT count(*) FROM task), (SELECT count(*) FROM op), ?10, ?11, ?12);

-- name: latest_program
SELECT program FROM run ORDER BY id DESC LIMIT 1;

-- name: find_run
SELECT coalesce(max(id), 0) FROM run WHERE ?1 IN (0, id);

-- Removes all runs but the last ?1, and the findings that no run has any more.
-- name: mark_old_runs
CREATE TEMP TABLE old AS SELECT id FROM run ORDER BY id DESC LIMIT -1 OFFSET ?1;
-- name: drop_old_runs
DELETE FROM edit WHERE run IN (SELECT id FROM old);
DELETE FROM suppression WHERE run IN (SELECT id FROM old);
DELETE FROM stale_suppression WHERE run IN (SELECT id FROM old);
DELETE FROM occurrence WHERE run IN (SELECT id FROM old);
DELETE FROM finding WHERE id NOT IN (SELECT finding FROM occurrence);
UPDATE finding
SET first_run = (SELECT min(run) FROM occurrence WHERE finding = finding.id)
WHERE first_run IN (SELECT id FROM old);
DELETE FROM run WHERE id IN (SELECT id FROM old);
-- name: count_old_runs
SELECT count(*) FROM old;

-- The rows that the checks yield, until they have become findings.
-- name: make_raised
CREATE TEMP TABLE IF NOT EXISTS raised (
    check_name TEXT NOT NULL,
    op INTEGER,
    task INTEGER,
    level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'note')),
    message TEXT NOT NULL,
    fix TEXT NOT NULL,
    fingerprint TEXT,
    CHECK (op IS NOT NULL OR task IS NOT NULL)
);
-- Texts are cut after 96 bytes, spaces included: of what is left without them, 64 do not hang on the layout.
CREATE TEMP VIEW IF NOT EXISTS placed AS
SELECT raised.rowid AS id, raised.check_name,
    coalesce(op.function, task.spawned_in, task.body) AS function,
    coalesce(channel.label, '') AS channel,
    substr(replace(coalesce(op.text, task.spawn_text, ''), ' ', ''), 1, 64) AS statement,
    coalesce(op.file, task.spawn_file, task.body_file, '') AS file,
    coalesce(op.line, task.spawn_line, task.body_line, 0) AS line,
    coalesce(op.col, task.spawn_col, 1) AS col
FROM raised
LEFT JOIN op ON op.id = raised.op
LEFT JOIN channel ON channel.id = op.channel
LEFT JOIN task ON task.id = raised.task AND raised.op IS NULL;
DELETE FROM raised;

-- name: add_raised
INSERT INTO raised (check_name, op, task, level, message, fix) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- Equal statements of a function are told apart by their order.
-- name: fingerprint_raised
UPDATE raised
SET fingerprint = named.fingerprint
FROM (
    SELECT id, fingerprint(
        check_name, function, channel, statement,
        row_number() OVER (PARTITION BY check_name, function, channel, statement ORDER BY file, line, col)
    ) AS fingerprint
    FROM placed
) AS named
WHERE named.id = raised.rowid;

-- name: add_findings
INSERT INTO finding (fingerprint, check_name, function, channel, statement, first_run)
SELECT raised.fingerprint, placed.check_name, function, channel, statement, ?1
FROM placed JOIN raised ON raised.rowid = placed.id
WHERE true
ON CONFLICT (fingerprint) DO NOTHING;

-- The trace: how the task gets there, or where the body stands that a check speaks of as a whole; where it blocks; who
-- is on the other side, those who leave first, and where they do: a row of peer says that at the end of `leaves`.
-- name: add_occurrences
INSERT INTO occurrence (run, finding, file, line, col, level, message, fix, trace)
SELECT ?1, finding.id, placed.file, placed.line, placed.col, raised.level, raised.message, raised.fix,
    (
        SELECT json_group_array(json_object('kind', kind, 'file', file, 'line', line, 'text', text))
        FROM (
            SELECT n, 'path' AS kind, file, line,
                iif(n = 0, 'the task starts here: `', 'calls here: `') || text || '`' AS text
            FROM step
            WHERE step.task = raised.task AND step.op = raised.op
            UNION ALL
            SELECT 0, 'body', body_file, body_line, 'it runs `' || body || '`, defined here'
            FROM task
            WHERE task.id = raised.task AND raised.op IS NULL AND body_file IS NOT NULL
            UNION ALL
            SELECT 100, 'blocks', op.file, op.line,
                'it blocks here' || iif(
                    EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer'),
                    '', ', and nothing but the other side wakes it'
                )
            FROM op
            WHERE op.id = raised.op AND op.mode = 'forever' AND op.kind IN ('send', 'receive')
            UNION ALL
            SELECT iif(peer.leaves IS NULL, 2000000, 1000000) + other.id, 'peer', other.file, other.line,
                'the other side is in `' || other.function || '`'
                    || CASE
                        WHEN peer.leaves IS NULL THEN ', which stays'
                        WHEN peer.leaves LIKE '% at %:%' THEN ''
                        ELSE ', which ' || peer.leaves
                    END
            FROM peer JOIN op AS other ON other.id = peer.peer_op
            WHERE peer.op = raised.op
            UNION ALL
            SELECT 1000000.5 + leaving.n, 'leaves',
                substr(place, 1, length(rtrim(place, '0123456789')) - 1),
                CAST(substr(place, length(rtrim(place, '0123456789')) + 1) AS INTEGER),
                '`' || function || '` ' || what || ' here'
            FROM (
                SELECT other.id AS n, other.function, substr(peer.leaves, 1, instr(peer.leaves, ' at ') - 1) AS what,
                    substr(peer.leaves, instr(peer.leaves, ' at ') + length(' at ')) AS place
                FROM peer JOIN op AS other ON other.id = peer.peer_op
                WHERE peer.op = raised.op AND peer.leaves LIKE '% at %:%'
            ) AS leaving
            ORDER BY n
            LIMIT 32
        )
    )
FROM raised
JOIN placed ON placed.id = raised.rowid
JOIN finding ON finding.fingerprint = raised.fingerprint;

-- name: add_check_page
INSERT INTO check_page (name, title, page)
VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET title = excluded.title, page = excluded.page;
