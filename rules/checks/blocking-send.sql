-- A send that only its receiver can wake.
-- Precedence: a send that another check of sends is about is that one's, see rules/README.md.
SELECT op.id AS op, evidence.task, evidence.level,
    evidence.what || ' forever ' || evidence.why || '; nothing else wakes it' AS message,
    iif(op.handmade,
        'let the wait test a stop flag too, whose setter signals the condition, or give it a deadline',
        'give the send a select branch on a stop channel, a deadline, or room') AS fix
FROM op JOIN send_evidence AS evidence ON evidence.op = op.id
WHERE op.kind = 'send' AND op.mode = 'forever' AND NOT evidence.abandoned
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
    AND NOT EXISTS (SELECT 1 FROM unheeded WHERE unheeded.op = op.id AND unheeded.task = evidence.task)
    AND NOT EXISTS (
        SELECT 1 FROM cancel_token WHERE cancel_token.op = op.id AND cancel_token.task = evidence.task
    )
    AND NOT EXISTS (SELECT 1 FROM joined_send WHERE joined_send.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM locked_send WHERE locked_send.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM unheard_flag WHERE unheard_flag.op = op.id);
