-- The page: one JSON value, in which no `<` stands as such, so that it cannot leave the script element that it is in.

-- name: make_page
CREATE TEMP TABLE IF NOT EXISTS excerpt (
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (file, line)
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS page_patch (
    finding INTEGER PRIMARY KEY,
    diff TEXT NOT NULL
);
CREATE TEMP VIEW IF NOT EXISTS on_page AS
SELECT result.*, trace_step.key AS n, trace_step.value ->> 'kind' AS kind, trace_step.value ->> 'file' AS step_file,
    trace_step.value ->> 'line' AS step_line, trace_step.value ->> 'text' AS text
FROM result, json_each(json_insert(trace, '$[#]', json_object('kind', 'here', 'file', file, 'line', line, 'text', 'here')))
    AS trace_step;
DELETE FROM excerpt;
DELETE FROM page_patch;

-- The places of which the page shows the source.
-- name: page_places
SELECT DISTINCT step_file, step_line
FROM on_page
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3)
ORDER BY step_file, step_line;

-- name: add_excerpt
INSERT OR IGNORE INTO excerpt (file, line, text) VALUES (?1, ?2, ?3);

-- The fixes that hold, of each finding.
-- name: page_edits
SELECT result.finding, edit.file, edit.digest, edit.at, edit.length, edit.text
FROM result JOIN edit USING (run, finding)
WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3)
ORDER BY result.finding, edit.file, edit.at, edit.rowid;

-- name: add_patch
INSERT INTO page_patch (finding, diff) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET diff = diff || excluded.diff;

-- What was said of each finding; `last` names the last review, for whoever adds one.
-- name: page_reviews
SELECT json_group_object(fingerprint, json(reviews))
FROM (
    SELECT fingerprint,
        json_object(
            'last', max(id),
            'said', json_group_array(json_object('at', at, 'author', author, 'status', status, 'comment', comment))
        ) AS reviews
    FROM (SELECT * FROM review ORDER BY fingerprint, at, id)
    GROUP BY fingerprint
);

-- name: page_data
WITH shown AS (
    SELECT *
    FROM result
    WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3)
),
-- The relations are those of the latest run: of others there is no picture and no task.
latest AS (SELECT 1 WHERE ?1 = (SELECT max(id) FROM run)),
-- Which channel and which task a finding speaks of.
subject AS (
    SELECT shown.finding, min(op.channel) AS channel
    FROM shown JOIN op ON op.file = shown.file AND op.line = shown.line AND op.col = shown.col
    WHERE EXISTS (SELECT 1 FROM latest)
    GROUP BY shown.finding
),
bodies AS (
    SELECT finding, json_group_array(body) AS names
    FROM (
        SELECT shown.finding, task.body
        FROM shown
        JOIN op ON op.file = shown.file AND op.line = shown.line AND op.col = shown.col
        JOIN reach ON reach.op = op.id
        JOIN task ON task.id = reach.task
        WHERE EXISTS (SELECT 1 FROM latest)
        UNION
        SELECT shown.finding, task.body
        FROM shown
        JOIN task ON task.spawn_file = shown.file AND task.spawn_line = shown.line AND task.spawn_col = shown.col
        WHERE EXISTS (SELECT 1 FROM latest)
        ORDER BY body
    )
    GROUP BY finding
),
finding_rows AS (
    SELECT json_group_array(json_object(
        'id', fingerprint, 'level', level, 'check', check_name, 'file', file, 'line', line, 'col', col,
        'function', function, 'label', shown.channel, 'message', message, 'fix', fix, 'patch', page_patch.diff, 'trace', json(trace),
        'dismissed', dismissed, 'reason', reason, 'baseline', baseline, 'parked', parked,
        'channel', subject.channel, 'tasks', json(coalesce(bodies.names, '[]'))
    )) AS rows
    FROM (
        SELECT *
        FROM shown
        ORDER BY parked DESC NULLS LAST, level = 'note', level = 'warning', file, line, col, check_name, finding
    ) AS shown
    LEFT JOIN subject USING (finding)
    LEFT JOIN bodies USING (finding)
    LEFT JOIN page_patch USING (finding)
),
-- Who sends on the channels that findings speak of, and who receives.
channel_end AS (
    SELECT DISTINCT coalesce(clause.channel, op.channel) AS channel, coalesce(clause.kind, op.kind) AS kind,
        op.function, op.file, op.line, op.col, task.kind AS task_kind, task.body
    FROM op
    LEFT JOIN clause ON clause.select_op = op.id
    LEFT JOIN reach ON reach.op = op.id
    LEFT JOIN task ON task.id = reach.task
    WHERE coalesce(clause.channel, op.channel) IN (SELECT channel FROM subject)
        AND coalesce(clause.kind, op.kind) IN ('send', 'receive', 'close')
),
-- A picture has room for so many of each kind.
channel_ends AS (
    SELECT channel, json_group_array(json_object(
            'kind', kind, 'function', function, 'file', file, 'line', line, 'col', col, 'task', task_kind, 'body', body
        )) AS ends
    FROM (
        SELECT *, row_number() OVER (PARTITION BY channel, kind ORDER BY function, file, line, col) AS n
        FROM channel_end
        ORDER BY channel, kind, n
    )
    WHERE n <= 12
    GROUP BY channel
),
channel_rows AS (
    SELECT json_group_object(channel.id, json_object(
        'label', label, 'file', created_file, 'line', created_line, 'capacity', capacity, 'library', library,
        'ends', json(ends)
    )) AS rows
    FROM channel JOIN channel_ends ON channel_ends.channel = channel.id
),
source_rows AS (
    SELECT json_group_object(file, json(lines)) AS rows
    FROM (SELECT file, json_group_object(line, text) AS lines FROM excerpt GROUP BY file)
)
SELECT replace(json_object(
    'run', json_object(
        'id', id, 'started', started, 'root', root, 'version', version, 'clang', clang_version, 'files', files,
        'parsed', parsed + cached, 'failed', failed, 'tasks', tasks, 'ops', ops, 'seconds', seconds, 'revision', revision
    ),
    'checks', (SELECT json_group_object(name, json_object('title', title, 'page', page)) FROM check_page),
    'findings', (SELECT json(rows) FROM finding_rows),
    'channels', (SELECT json(rows) FROM channel_rows),
    'sources', (SELECT json(rows) FROM source_rows),
    'tasks', iif(EXISTS (SELECT 1 FROM latest),
        (SELECT json_group_array(json_array(start, kind, body, repeated, dies, can_hang, fate)) FROM task_fate), NULL),
    'reviews', json(?4)
), '<', '\u003c')
FROM run
WHERE id = ?1;
