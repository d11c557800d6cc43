-- How each task dies: one row a task. README.md says what the words mean.
-- name: make_task_fate
CREATE TEMP VIEW IF NOT EXISTS task_fate AS
WITH
-- Who can end the task from outside, and where; the first rank that there is tells. Whoever cancels the task does; and
-- whoever ends an operation in a loop of the body: for it alone it is plain that the loop then ends.
ender AS (
    SELECT exit.task, 1 AS rank, exit.kind AS fate, op.function AS who, op.file, op.line
    FROM exit JOIN op ON op.id = exit.op
    UNION ALL
    SELECT reach.task, iif(wake.kind = 'cancel', 2, 3), iif(wake.kind = 'cancel', 'cancelled', 'closed'),
        coalesce(wake.set_in, closer.function, 'another branch'),
        coalesce(wake.set_file, closer.file, op.file),
        coalesce(wake.set_line, closer.line, op.line)
    FROM wake
    JOIN op ON op.id = wake.op
    JOIN reach ON reach.op = wake.op AND reach.depth = 0
    LEFT JOIN op AS closer ON closer.id = wake.by_op
    WHERE op.in_loop
        AND ((wake.kind = 'cancel' AND closer.kind IS NOT 'cancel') OR wake.kind = 'close')
        AND (wake.set_in IS NOT NULL OR op.kind = 'select' OR op.result <> 'ignored')
),
ended AS (
    SELECT task, fate, fate || ' by ' || who || coalesce(' at ' || file || ':' || line, '') AS text
    FROM (SELECT *, row_number() OVER (PARTITION BY task ORDER BY rank, file, line, who) AS n FROM ender)
    WHERE n = 1
),
-- The operations of each task that only their peer ends. Those where nobody stays to be the peer come first. Waits that
-- are no channel's are left out, as nothing says who ends them; so are selects whose branches are not understood, or
-- that are a send or receive under another id.
hang AS (
    SELECT reach.task, op.file || ':' || op.line || coalesce(' `' || op.text || '`', '') AS text,
        row_number() OVER (
            PARTITION BY reach.task
            ORDER BY op.kind <> 'send' OR op.id IN (SELECT peer.op FROM peer WHERE peer.leaves IS NULL),
                reach.depth, op.id
        ) AS n,
        count(*) OVER (PARTITION BY reach.task) - 1 AS others
    FROM reach JOIN op ON op.id = reach.op
    WHERE op.kind IN ('send', 'receive', 'select', 'join')
        AND op.mode = 'forever'
        AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
        AND (op.kind <> 'select' OR op.id IN (SELECT select_op FROM clause))
        AND op.id NOT IN (SELECT select_id FROM op WHERE select_id IS NOT NULL)
),
dying AS (
    SELECT id,
        CASE
            WHEN id IN (SELECT task FROM exit WHERE kind <> 'process') THEN coalesce(ended.fate, 'returns')
            WHEN repeated = 'unbounded' AND id NOT IN (SELECT task FROM exit) THEN 'NEVER'
            ELSE 'process exit only'
        END AS fate,
        ended.text
    FROM task LEFT JOIN ended ON ended.task = task.id
)
SELECT coalesce(task.spawn_file || ':' || task.spawn_line, '?') AS start, task.kind, task.body, task.repeated,
    iif(dying.fate IN ('killed', 'cancelled', 'closed'), dying.text, dying.fate) AS dies,
    coalesce(hang.text || iif(hang.others > 0, ' and ' || hang.others || ' more', ''), '') AS can_hang,
    dying.fate
FROM task
JOIN dying USING (id)
LEFT JOIN hang ON hang.task = task.id AND hang.n = 1
ORDER BY task.spawn_file, task.spawn_line, task.spawn_col, task.body, task.id;

-- name: tasks
SELECT * FROM task_fate;
