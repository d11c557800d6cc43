-- A send that only its receiver can wake, in a loop around which the task watches for cancellation.
WITH
-- Each such send with the first place where the task watches.
watching AS MATERIALIZED (
    SELECT task, op, file || ':' || line AS place, min(rowid) FROM cancel_token GROUP BY task, op
)
SELECT op.id AS op, evidence.task, evidence.level,
    evidence.what || ' forever ' || evidence.why || '; the task watches for cancellation'
        || coalesce(' at ' || watching.place, '') || ', but not while it blocks here' AS message,
    iif(op.handmade,
        'let this wait test the stop flag too, and signal its condition when the flag is set',
        'make this send a select with the same cancel branch, or give it a deadline') AS fix
FROM op
JOIN send_evidence AS evidence ON evidence.op = op.id
JOIN watching ON watching.task = evidence.task AND watching.op = op.id
WHERE op.kind = 'send' AND op.mode = 'forever'
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
    AND NOT EXISTS (SELECT 1 FROM unheeded WHERE unheeded.op = op.id AND unheeded.task = evidence.task)
    AND NOT EXISTS (SELECT 1 FROM locked_send WHERE locked_send.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM unheard_flag WHERE unheard_flag.op = op.id);
