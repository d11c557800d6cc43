-- A send that blocks with a lock held which each of its receivers takes on its way to the receive.
SELECT op.id AS op, locked.task, iif(locked.certain, 'error', 'warning') AS level,
    blocked.what || ' with `' || locked.lock || '` held, taken at ' || held.file || ':' || held.line
        || ', which its receiver `' || locked.receiver || '` takes at ' || locked.place
        || iif(locked.certain, '', ', sometimes,') || ' on its way to the receive' AS message,
    'unlock before the send, or let the receiver come to its receive without that lock' AS fix
FROM locked_send AS locked
JOIN op ON op.id = locked.op
JOIN lock_held AS held ON held.op = op.id AND held.task = locked.task AND held.lock = locked.lock
JOIN blocked ON blocked.op = op.id AND blocked.task = locked.task
WHERE op.mode = 'forever'
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer');
