-- A receive that only its sender can wake, and the sender leaves.
SELECT op.id AS op, evidence.task, evidence.level,
    evidence.what || ' forever ' || evidence.why || '; nothing else wakes it' AS message,
    'let the sender send on each of its ways; or ' || remedy.words AS fix
FROM op
JOIN receive_evidence AS evidence ON evidence.op = op.id
JOIN remedy ON remedy.op = op.id
WHERE op.kind = 'receive' AND op.mode = 'forever'
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
    AND NOT EXISTS (SELECT 1 FROM unheeded WHERE unheeded.op = op.id AND unheeded.task = evidence.task)
    AND NOT EXISTS (SELECT 1 FROM overslept WHERE overslept.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM unheard_flag WHERE unheard_flag.op = op.id);
