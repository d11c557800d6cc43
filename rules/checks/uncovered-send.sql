-- A send that only its receiver can wake, in a task that watches for cancellation everywhere but here.
WITH
-- Each watchful task with the first place where it watches.
watching AS MATERIALIZED (
    SELECT task, file || ':' || line AS place, min(depth * 1000000 + line)
    FROM watchful
    GROUP BY task
)
SELECT op.id AS op, evidence.task, evidence.level,
    evidence.what || ' forever ' || evidence.why || '; the task watches for cancellation'
        || coalesce(' at ' || watching.place, '') || ', but not while it blocks here' AS message,
    iif(op.library IN ('pthread', 'threads'),
        'let this wait test the stop flag too, and signal its condition when the flag is set',
        'make this send a select with the same cancel branch, or give it a deadline') AS fix
FROM op
JOIN send_evidence AS evidence ON evidence.op = op.id
JOIN watching ON watching.task = evidence.task
WHERE op.kind = 'send' AND op.mode = 'forever'
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer');
