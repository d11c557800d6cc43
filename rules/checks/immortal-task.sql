-- A task that has no way to end and is started more than once: they pile up.
-- Precedence: one that would end if it looked at the result of an operation is ignored-cancel's.
SELECT NULL AS op, min(task.id) AS task,
    iif(task.repeated = 'unbounded', 'warning', 'note') AS level,
    task.kind || ' `' || task.body || '` never ends, and '
        || coalesce('`' || task.spawned_in || '` starts', 'the program starts')
        || iif(task.repeated = 'unbounded', ' another one each time: they pile up', ' several of them')
        AS message,
    'give the body a way out (a stop flag, a closed channel, a cancelled context) and join it' AS fix
FROM task
WHERE task.repeated <> 'once'
    AND NOT EXISTS (SELECT 1 FROM exit WHERE exit.task = task.id)
    AND NOT EXISTS (SELECT 1 FROM unheeded WHERE unheeded.task = task.id AND unheeded.endless)
GROUP BY task.body, task.spawn_file, task.spawn_line, task.spawn_col;
