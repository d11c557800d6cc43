-- A send that only its receiver can wake.
-- Precedence: a send that another check of sends is about is that one's, see rules/README.md.
SELECT send.op, send.task, send.level,
    send.what || ' forever ' || send.why || '; nothing else wakes it' AS message,
    iif(op.handmade,
        'let the wait test a stop flag too, whose setter signals the condition, or give it a deadline',
        'give the send a select branch on a stop channel, a deadline, or room') AS fix
FROM stuck_send AS send JOIN op ON op.id = send.op
WHERE NOT send.heedless AND NOT send.watched AND NOT send.joined AND NOT send.abandoned;
