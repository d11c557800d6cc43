-- A send that only its receiver can wake, in a task that watches for cancellation everywhere but here.
WITH
-- For each such send, the places where its task does watch, the nearest first.
watching AS (
    SELECT op.id AS op, watchful.file || ':' || watchful.line AS place,
        row_number() OVER (
            PARTITION BY op.id
            ORDER BY watchful.file <> op.file, abs(watchful.line - op.line), watchful.file
        ) AS nearest
    FROM op
    JOIN reached ON reached.op = op.id
    JOIN watchful ON watchful.task = reached.task
    WHERE op.kind = 'send' AND op.mode = 'forever'
        AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
)
SELECT op.id AS op, evidence.task, evidence.level,
    evidence.what || ' forever ' || evidence.why || '; the task watches for cancellation'
        || coalesce(' at ' || watching.place, '') || ', but not while it blocks here' AS message,
    iif(op.library IN ('pthread', 'threads'),
        'let this wait test the stop flag too, and signal its condition when the flag is set',
        'make this send a select with the same cancel branch, or give it a deadline') AS fix
FROM watching
JOIN op ON op.id = watching.op
JOIN send_evidence AS evidence ON evidence.op = op.id
WHERE watching.nearest = 1;
