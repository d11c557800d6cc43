-- An operation that fails once its task is cancelled or its channel closed, in a loop that goes on all the same.
WITH ignored AS (
    SELECT unheeded.op, unheeded.task, unheeded.kind, unheeded.by_op, max(unheeded.endless) AS endless
    FROM unheeded JOIN reached ON reached.op = unheeded.op AND reached.task = unheeded.task
    GROUP BY unheeded.op
)
SELECT op.id AS op, ignored.task, iif(ignored.endless, 'error', 'warning') AS level,
    task.kind || ' `' || task.body || '`'
        || coalesce(' (started at ' || task.spawn_file || ':' || task.spawn_line || ')', '')
        || iif(ignored.kind = 'cancel', ' is cancelled', ' finds its channel closed')
        || coalesce(' at ' || ender.file || ':' || ender.line, '') || ', its ' || op.kind || ' fails, and it goes '
        || iif(ignored.endless, 'round its loop forever', 'on: nothing that ends its loop tells it to stop') AS message,
    'leave the loop when the ' || op.kind || ' fails' AS fix
FROM ignored
JOIN op ON op.id = ignored.op
JOIN task ON task.id = ignored.task
LEFT JOIN op AS ender ON ender.id = ignored.by_op
WHERE op.mode <> 'nonblocking';
