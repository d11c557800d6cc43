-- A send whose receiver, who also made the channel and started the sender, ends on some way before it receives.
-- Precedence: see rules/README.md.
SELECT send.op, task, level,
    what || ' forever ' || why || '; nothing else wakes it' AS message,
    'receive on that way out too, or cancel the task; or ' || remedy.words AS fix
FROM stuck_send AS send JOIN remedy ON remedy.op = send.op
WHERE abandoned AND NOT heedless AND NOT watched AND NOT joined;
