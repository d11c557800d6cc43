-- What checks have in common: views over the relations, made anew by each run so that they are always those of
-- the chanlint that ran last. rules/README.md documents them.
-- name: make_views
DROP VIEW IF EXISTS reached;
DROP VIEW IF EXISTS watchful;
DROP VIEW IF EXISTS blocked;
DROP VIEW IF EXISTS remedy;
DROP VIEW IF EXISTS send_evidence;
DROP VIEW IF EXISTS locked_send;
DROP VIEW IF EXISTS stuck_send;
DROP VIEW IF EXISTS receive_evidence;

-- The task that speaks for an operation: the one with the shortest path to it, the most repeated among equals. Where
-- some tasks are waited for before a receiver of theirs is told to leave, and some not, one of the latter.
CREATE VIEW reached AS
SELECT op, task, depth
FROM (
    SELECT reach.op, reach.task, reach.depth,
        row_number() OVER (
            PARTITION BY reach.op
            ORDER BY straggler.task IS NULL, reach.depth, task.repeated <> 'unbounded', task.repeated <> 'bounded', task.id
        ) AS place
    FROM reach
    JOIN task ON task.id = reach.task
    LEFT JOIN straggler ON straggler.op = reach.op AND straggler.task = reach.task
)
WHERE place = 1;

-- The words for what blocks whom.
CREATE VIEW blocked AS
SELECT reach.op, reach.task,
    op.kind || iif(op.kind = 'wait', '', ' on ' || coalesce('`' || channel.label || '`', 'a channel')) || ' blocks ' || task.kind || ' `'
        || task.body || '`' || coalesce(' (started at ' || task.spawn_file || ':' || task.spawn_line || ')', '')
        AS what
FROM reach
JOIN op ON op.id = reach.op
JOIN task ON task.id = reach.task
LEFT JOIN channel ON channel.id = op.channel;

-- What to do about an operation, in the words of its library; or in those that fit any.
CREATE VIEW remedy AS
SELECT op.id AS op,
    coalesce(
        fix.words,
        CASE
            WHEN op.handmade THEN 'let the wait test a stop flag too, whose setter signals the condition, or give it a deadline'
            WHEN op.kind = 'send' THEN 'give the send a select branch on a stop channel, a deadline, or room'
            ELSE 'give the receive a deadline or a select branch on a stop channel, or close the channel'
        END
    ) AS words
FROM op
LEFT JOIN fix ON fix.library = op.library AND fix.kind = iif(op.handmade, 'wait', op.kind);

-- How bad it is that only a receiver wakes a send, and the words for it: `what` blocks, `why` for good.
--   error    nobody receives; or every receiver can leave, one by itself, and either none comes again or the sender is
--            started again and again; but not where what lets one leave may see to it that nothing is sent then
--   warning  nothing guarantees that a receiver stays
--   note     every receiver stays: it loops until the process ends, or waits for what it asked for; none is seen to leave
--            but far below its loop; the task itself takes from the hand-made channel what it puts back; or none is seen,
--            but code that is not seen makes the channel, or text that was not understood names it
CREATE VIEW send_evidence AS
SELECT op, task, what,
    CASE
        WHEN peers = 0 AND (foreign_made OR named_in_lost) THEN 'note'
        WHEN peers = 0 THEN iif(escapes, 'warning', 'error')
        WHEN leaving = 0 THEN 'note'
        WHEN below OR own THEN 'note'
        WHEN leaving = peers AND renewed AND NOT (tied OR named_in_lost) THEN 'error'
        ELSE 'warning'
    END AS level,
    CASE
        WHEN peers = 0 AND named_in_lost THEN 'unless text that does not compile here receives'
        WHEN peers = 0 AND escapes THEN 'unless code that is not seen receives'
        WHEN peers = 0 THEN 'since nothing receives from the channel'
        WHEN leaving = 0 THEN 'should ' || stayer || ' ever leave, which as written it does not'
        ELSE 'once ' || leaver
    END AS why,
    peers > 0 AND abandoned AS abandoned
FROM (
    SELECT reached.op, reached.task, blocked.what,
        coalesce(channel.escapes, 1) AS escapes,
        coalesce(channel.escapes AND channel.created_file IS NULL, 0) AS foreign_made,
        coalesce(channel.escapes = 2, 0) AS named_in_lost,
        task.repeated = 'unbounded'
            OR NOT EXISTS (SELECT 1 FROM peer WHERE peer.op = op.id AND peer.again) AS renewed,
        (SELECT count(*) FROM peer WHERE peer.op = op.id) AS peers,
        (SELECT count(leaves) FROM peer WHERE peer.op = op.id) AS leaving,
        NOT EXISTS (SELECT 1 FROM peer WHERE peer.op = op.id AND NOT peer.abandons) AS abandoned,
        NOT EXISTS (SELECT 1 FROM peer WHERE peer.op = op.id AND NOT (peer.below OR peer.leaves IS NULL)) AS below,
        EXISTS (SELECT 1 FROM peer WHERE peer.op = op.id AND peer.tied) AS tied,
        op.handmade AND EXISTS (
            SELECT 1 FROM peer JOIN reach ON reach.op = peer.peer_op WHERE peer.op = op.id AND reach.task = task.id
        ) AS own,
        (
            SELECT 'its receiver `' || other.function || '` ' || peer.leaves
            FROM peer JOIN op AS other ON other.id = peer.peer_op
            WHERE peer.op = op.id AND peer.leaves IS NOT NULL
            -- rather one that leaves for sure, and rather a task than its helper
            ORDER BY peer.below, other.function NOT IN (SELECT body FROM task), other.id
            LIMIT 1
        ) AS leaver,
        (
            SELECT 'its receiver `' || other.function || '`'
            FROM peer JOIN op AS other ON other.id = peer.peer_op
            WHERE peer.op = op.id AND peer.leaves IS NULL
            ORDER BY other.id
            LIMIT 1
        ) AS stayer
    FROM reached
    JOIN blocked ON blocked.op = reached.op AND blocked.task = reached.task
    JOIN op ON op.id = reached.op
    JOIN task ON task.id = reached.task
    LEFT JOIN channel ON channel.id = op.channel
    WHERE op.kind = 'send'
);

-- The sends with a lock held that each receiver needs: of the tasks and locks the one that shows it best, and one
-- receiver.
CREATE VIEW locked_send AS
SELECT op, task, lock, certain, receiver, place
FROM (
    SELECT needed.op, needed.task, needed.lock, needed.certain, other.function AS receiver,
        needed.file || ':' || needed.line AS place,
        row_number() OVER (
            PARTITION BY needed.op ORDER BY needed.certain DESC, reach.depth, needed.task, needed.lock, other.id
        ) AS rank
    FROM lock_needed AS needed
    JOIN op AS other ON other.id = needed.peer_op
    JOIN reach ON reach.task = needed.task AND reach.op = needed.op
    WHERE NOT EXISTS (
        SELECT 1
        FROM peer
        WHERE peer.op = needed.op AND NOT EXISTS (
            SELECT 1
            FROM lock_needed AS same
            WHERE same.op = peer.op AND same.task = needed.task AND same.lock = needed.lock
                AND same.peer_op = peer.peer_op AND same.certain >= needed.certain
        )
    )
)
WHERE rank = 1;

-- The sends that only their receiver wakes, but for those that send-under-lock and stop-without-wake have; and what else
-- is known of each, which tells whose it is.
CREATE VIEW stuck_send AS
SELECT evidence.op, evidence.task, evidence.what, evidence.level, evidence.why, evidence.abandoned,
    EXISTS (
        SELECT 1 FROM unheeded WHERE unheeded.op = evidence.op AND unheeded.task = evidence.task
    ) AS heedless,
    EXISTS (
        SELECT 1 FROM cancel_token WHERE cancel_token.op = evidence.op AND cancel_token.task = evidence.task
    ) AS watched,
    EXISTS (SELECT 1 FROM joined_send WHERE joined_send.op = evidence.op) AS joined
FROM send_evidence AS evidence JOIN op ON op.id = evidence.op
WHERE op.kind = 'send' AND op.mode = 'forever'
    AND NOT EXISTS (SELECT 1 FROM wake WHERE wake.op = op.id AND wake.kind <> 'peer')
    AND NOT EXISTS (SELECT 1 FROM locked_send WHERE locked_send.op = op.id)
    AND NOT EXISTS (SELECT 1 FROM unheard_flag WHERE unheard_flag.op = op.id);

-- The same of a receive that only a sender wakes. There is none while one sender stays, or nothing shows that it leaves:
-- to wait for work is what most receivers are for.
--   error    nobody sends; or every sender can leave without having sent, and the receiver is started again and again
--   warning  every sender can leave so, and the receiver is started a number of times
CREATE VIEW receive_evidence AS
SELECT op, task, what,
    iif(peers = 0 OR renewed, 'error', 'warning') AS level,
    iif(peers = 0, 'since nothing sends on the channel', 'once ' || leaver) AS why
FROM (
    SELECT reached.op, reached.task,
        'receive from `' || channel.label || '` blocks ' || task.kind || ' `' || task.body || '`'
            || coalesce(' (started at ' || task.spawn_file || ':' || task.spawn_line || ')', '') AS what,
        channel.escapes OR channel.created_file IS NULL AS open,
        task.repeated = 'unbounded' AS renewed,
        (SELECT count(*) FROM peer WHERE peer.op = op.id) AS peers,
        (SELECT count(leaves) FROM peer WHERE peer.op = op.id) AS leaving,
        (
            SELECT 'its sender `' || other.function || '` ' || peer.leaves
            FROM peer JOIN op AS other ON other.id = peer.peer_op
            WHERE peer.op = op.id AND peer.leaves IS NOT NULL
            ORDER BY other.id
            LIMIT 1
        ) AS leaver
    FROM reached
    JOIN op ON op.id = reached.op
    JOIN task ON task.id = reached.task
    JOIN channel ON channel.id = op.channel
    WHERE op.kind = 'receive' AND channel.label IS NOT NULL AND channel.escapes < 2
)
WHERE leaving = peers AND NOT (peers = 0 AND open);
