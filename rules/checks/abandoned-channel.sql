-- A send whose receiver, who also made the channel and started the sender, ends on some way before it receives.
-- Precedence: see rules/README.md.
SELECT op, task, level,
    what || ' forever ' || why || '; nothing else wakes it' AS message,
    'on that way out too, receive or cancel the task; or give the channel room for all that is sent' AS fix
FROM stuck_send
WHERE abandoned AND NOT heedless AND NOT watched AND NOT joined;
