-- A send that only its receiver can wake, in a loop around which the task watches for cancellation.
WITH
-- Each such send with the first place where the task watches.
watching AS MATERIALIZED (
    SELECT task, op, file || ':' || line AS place, min(rowid) FROM cancel_token GROUP BY task, op
)
SELECT send.op, send.task, send.level,
    send.what || ' forever ' || send.why || '; the task watches for cancellation'
        || coalesce(' at ' || watching.place, '') || ', but not while it blocks here' AS message,
    'listen for it here too: ' || remedy.words AS fix
FROM stuck_send AS send
JOIN remedy ON remedy.op = send.op
JOIN watching ON watching.task = send.task AND watching.op = send.op
WHERE NOT send.heedless;
