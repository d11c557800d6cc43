-- A send whose receiver, who also made the channel and started the sender, ends on some way before it receives.
-- Precedence: sends of tasks that watch for cancellation around them are uncovered-send's, those that a join of the
-- task waits for are join-deadlock's.
SELECT op.id AS op, evidence.task, evidence.level,
    evidence.what || ' forever ' || evidence.why || '; nothing else wakes it' AS message,
    'on that way out too, receive or cancel the task; or give the channel room for all that is sent' AS fix
FROM op JOIN send_evidence AS evidence ON evidence.op = op.id
WHERE op.kind = 'send' AND op.mode = 'forever' AND evidence.abandoned
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
    AND NOT EXISTS (SELECT 1 FROM unheeded WHERE unheeded.op = op.id AND unheeded.task = evidence.task)
    AND NOT EXISTS (
        SELECT 1 FROM cancel_token WHERE cancel_token.op = op.id AND cancel_token.task = evidence.task
    )
    AND NOT EXISTS (SELECT 1 FROM joined_send WHERE joined_send.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM locked_send WHERE locked_send.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM unheard_flag WHERE unheard_flag.op = op.id);
