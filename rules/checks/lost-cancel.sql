-- A send that ends only because its task is cancelled, and whoever started the task leaves on some way without doing
-- so.
SELECT op.id AS op, evidence.task, 'warning' AS level,
    evidence.what || ' forever ' || evidence.why || ': the ' || task.kind || ' is cancelled at ' || ender.file || ':'
        || ender.line || ', but `' || task.spawned_in || '` leaves without that at ' || lost_cancel.file || ':'
        || lost_cancel.line AS message,
    'cancel the ' || task.kind || ' on each way out behind its start' AS fix
FROM op
JOIN send_evidence AS evidence ON evidence.op = op.id
JOIN lost_cancel ON lost_cancel.task = evidence.task
JOIN task ON task.id = evidence.task
JOIN op AS ender ON ender.id = lost_cancel.by_op
WHERE op.kind = 'send' AND op.mode = 'forever' AND evidence.level = 'error'
    AND NOT EXISTS (
        SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer' AND wake.by_op IS NOT lost_cancel.by_op
    )
    AND EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer');
