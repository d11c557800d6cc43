-- A send that only its receiver can wake.
-- Precedence: a send that another check of sends is about is that one's, see rules/README.md.
SELECT send.op, send.task, send.level,
    send.what || ' forever ' || send.why || '; nothing else wakes it' AS message,
    remedy.words AS fix
FROM stuck_send AS send JOIN remedy ON remedy.op = send.op
WHERE NOT send.heedless AND NOT send.watched AND NOT send.joined AND NOT send.abandoned;
