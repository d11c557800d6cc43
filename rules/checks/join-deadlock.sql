-- A send of a task whose only receiver waits for the task to end.
-- Precedence: after those of uncovered-send, see rules/README.md.
WITH
-- Each such send with one join: one before which nothing is received, if there is one.
joining AS MATERIALIZED (
    SELECT op, task, join_op, leaves
    FROM (
        SELECT *, row_number() OVER (PARTITION BY op ORDER BY leaves IS NOT NULL, join_op, task) AS place
        FROM joined_send
    )
    WHERE place = 1
)
SELECT op.id AS op, joining.task, iif(joining.leaves IS NULL, 'error', send.level) AS level,
    blocked.what || iif(joining.leaves IS NULL, ' while', ' once') || ' its receiver `' || waiting.function || '` '
        || coalesce(joining.leaves || ', and ', '') || 'waits for the ' || task.kind || ' to end at ' || waiting.file
        || ':' || waiting.line AS message,
    'receive all that the ' || task.kind || ' sends before the join; or ' || remedy.words AS fix
FROM joining
JOIN op ON op.id = joining.op
JOIN op AS waiting ON waiting.id = joining.join_op
JOIN task ON task.id = joining.task
JOIN blocked ON blocked.op = op.id AND blocked.task = joining.task
JOIN stuck_send AS send ON send.op = op.id
JOIN remedy ON remedy.op = op.id
WHERE NOT send.watched
    AND NOT EXISTS (SELECT 1 FROM unheeded WHERE unheeded.op = op.id AND unheeded.task = joining.task);
