-- Where the stacks of a profile are, by the operations of the latest run.
-- name: observe_tables
CREATE TEMP TABLE stack (id INTEGER PRIMARY KEY, tasks INTEGER NOT NULL) STRICT;
CREATE TEMP TABLE frame (
    stack INTEGER NOT NULL,
    n INTEGER NOT NULL,
    function TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL
) STRICT;

-- name: observe_stack
INSERT INTO stack VALUES (?1, ?2);

-- name: observe_frame
INSERT INTO frame VALUES (?1, ?2, ?3, ?4, ?5);

-- A stack is where the innermost of its frames is that stands at an operation: on its very line, in a file of that name;
-- or, where the profile has no lines, in a function with one such operation only. Paths may begin elsewhere, as those of
-- another checkout, or of the folder in which a file was compiled.
-- name: observe_match
CREATE TEMP TABLE parked AS
WITH blocking AS (
    SELECT op.id, op.function, op.file, op.line, min(result.fingerprint) AS fingerprint, result.check_name,
        count(*) OVER (PARTITION BY op.file, op.function) AS in_function
    FROM op
    LEFT JOIN result ON result.run = (SELECT max(id) FROM run) AND result.file = op.file AND result.line = op.line
        AND result.col = op.col
    WHERE op.kind IN ('send', 'receive', 'select', 'wait', 'join') AND op.mode <> 'nonblocking'
    GROUP BY op.id
),
candidate AS (
    SELECT frame.stack, blocking.id AS op, blocking.fingerprint, blocking.check_name,
        row_number() OVER (PARTITION BY frame.stack ORDER BY frame.n, fingerprint IS NULL, blocking.id) AS place
    FROM frame JOIN blocking ON
        CASE
            WHEN frame.line > 0 THEN frame.line = blocking.line AND (
                frame.file = blocking.file
                OR substr(frame.file, -length(blocking.file) - 1) = '/' || blocking.file
                OR substr(blocking.file, -length(frame.file) - 1) = '/' || frame.file
            )
            ELSE frame.function = blocking.function AND blocking.in_function = 1
        END
)
SELECT stack, op, fingerprint, check_name FROM candidate WHERE place = 1;

-- name: observe_keep
INSERT INTO observation (at, source, fingerprint, function, file, line, tasks, total)
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, parked.fingerprint, op.function, op.file, op.line,
    sum(stack.tasks), (SELECT sum(tasks) FROM stack)
FROM parked JOIN stack ON stack.id = parked.stack JOIN op ON op.id = parked.op
GROUP BY op.id;
