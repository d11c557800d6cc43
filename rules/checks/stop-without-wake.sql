-- A wait that tests a stop flag which is set without a signal, or with one for one of several sleepers: who is not woken
-- never looks.
WITH
-- Each such operation with the first store.
unheard AS MATERIALIZED (
    SELECT op, flag, setter, file, line, single
    FROM (SELECT *, row_number() OVER (PARTITION BY op ORDER BY single, file, line) AS rank FROM unheard_flag)
    WHERE rank = 1
)
SELECT op.id AS op, reached.task,
    iif(
        evidence.level = 'error'
            OR EXISTS (
                SELECT 1 FROM reach JOIN joined ON joined.task = reach.task WHERE reach.op = op.id
            ),
        'error', 'warning'
    ) AS level,
    blocked.what || ' even when `' || unheard.setter || '` sets `' || unheard.flag || '` at ' || unheard.file || ':'
        || unheard.line || iif(unheard.single,
            ': that wakes one task, and several may sleep here', ': nobody then wakes the wait that tests it')
        AS message,
    iif(unheard.single,
        'wake all who sleep there: broadcast the condition, or post once for each task',
        'signal the condition of that wait once the flag is set') AS fix
FROM unheard
JOIN op ON op.id = unheard.op
JOIN reached ON reached.op = op.id
JOIN blocked ON blocked.op = op.id AND blocked.task = reached.task
LEFT JOIN send_evidence AS evidence ON evidence.op = op.id
WHERE op.mode = 'forever'
    AND NOT EXISTS (
        SELECT 1
        FROM wake
        WHERE wake.op = op.id AND wake.kind <> 'peer'
            AND NOT (unheard.single AND wake.set_file IS unheard.file AND wake.set_line IS unheard.line)
    )
    AND NOT EXISTS (SELECT 1 FROM locked_send WHERE locked_send.op = op.id);
