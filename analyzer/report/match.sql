-- Where the tasks of the observed profile are (store_observe has left its temporary tables).
-- name: match_parked
SELECT format('%,d', sum(stack.tasks)), format('%,d', (SELECT sum(tasks) FROM stack)), op.function, op.file, op.line,
    op.kind, substr(parked.fingerprint, 1, 12), parked.check_name,
    (SELECT group_concat(DISTINCT kind) FROM wake WHERE wake.op = op.id AND kind <> 'peer')
FROM parked
JOIN stack ON stack.id = parked.stack
JOIN op ON op.id = parked.op
GROUP BY op.id
ORDER BY sum(stack.tasks) DESC, op.file, op.line, op.id;

-- name: match_elsewhere
SELECT format('%,d', stack.tasks), format('%,d', (SELECT sum(tasks) FROM stack)),
    (SELECT group_concat(function, ' < ') FROM (SELECT function FROM frame WHERE stack = stack.id ORDER BY n LIMIT 4))
FROM stack
WHERE id NOT IN (SELECT stack FROM parked)
ORDER BY tasks DESC, id
LIMIT ?1;

-- name: match_sums
SELECT format('%,d', sum(tasks)), count(*),
    format('%,d', coalesce(sum(tasks) FILTER (WHERE parked.fingerprint IS NOT NULL), 0)),
    format('%,d', coalesce(sum(tasks) FILTER (WHERE parked.op IS NOT NULL AND parked.fingerprint IS NULL), 0)),
    format('%,d', coalesce(sum(tasks) FILTER (WHERE parked.op IS NULL), 0))
FROM stack LEFT JOIN parked ON parked.stack = stack.id;
