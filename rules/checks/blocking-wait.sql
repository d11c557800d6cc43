-- A wait, or a receive, that sleeps through its task's stop flag: who sets the flag waits for the task, and wakes nothing.
WITH
-- Each such operation with one task and one join: of the tasks the one that gets there first.
asleep AS MATERIALIZED (
    SELECT op, task, flag, late, setter, place, join_op
    FROM (
        SELECT overslept.*, overslept.file || ':' || overslept.line AS place,
            row_number() OVER (
                PARTITION BY overslept.op
                ORDER BY reach.depth, overslept.task, overslept.file, overslept.line, overslept.join_op
            ) AS rank
        FROM overslept JOIN reach ON reach.task = overslept.task AND reach.op = overslept.op
    )
    WHERE rank = 1
)
SELECT op.id AS op, asleep.task, 'error' AS level,
    blocked.what || ' forever when `' || asleep.setter || '` sets `' || asleep.flag || '` at ' || asleep.place
        || ' and ' || iif(waiting.function = asleep.setter, 'then', '`' || waiting.function || '` then')
        || ' waits for the ' || task.kind || ' to end at ' || waiting.file || ':'
        || waiting.line || iif(asleep.late,
            ': it looks at the flag only once it has been woken', ': nothing wakes it, and it does not test the flag')
        AS message,
    CASE
        WHEN asleep.late THEN 'test the flag before each wait too, under its lock'
        WHEN op.handmade OR op.kind = 'wait'
            THEN 'test the flag in the condition of this wait, and signal that once the flag is set'
        ELSE 'close the channel, or send a last value, once the flag is set; or give the receive a deadline'
    END AS fix
FROM asleep
JOIN op ON op.id = asleep.op
JOIN op AS waiting ON waiting.id = asleep.join_op
JOIN task ON task.id = asleep.task
JOIN blocked ON blocked.op = op.id AND blocked.task = asleep.task
WHERE NOT EXISTS ( -- closings are among what is looked for between the store and the join
        SELECT 1
        FROM wake
        WHERE wake.op = op.id AND (
            wake.kind IN ('timeout', 'kill')
                OR NOT asleep.late AND (wake.kind = 'cancel' OR wake.kind = 'close' AND wake.by_op IS NULL)
        )
    )
    AND NOT EXISTS (SELECT 1 FROM unheard_flag WHERE unheard_flag.op = op.id);
