-- Tasks and channels of the latest run for Graphviz: who sends to whom, findings in red. Functions that no task is seen to
-- get to stand for themselves.
-- name: dot
WITH used AS (
    SELECT DISTINCT coalesce(clause.kind, op.kind) AS kind, coalesce(clause.channel, op.channel) AS channel,
        op.file, op.line, op.col, reach.task, op.function,
        coalesce('t' || reach.task, 'f' || op.function) AS who
    FROM op
    LEFT JOIN clause ON clause.select_op = op.id
    LEFT JOIN reach ON reach.op = op.id
    WHERE coalesce(clause.kind, op.kind) IN ('send', 'receive', 'close')
        AND coalesce(clause.channel, op.channel) IS NOT NULL
),
edge AS (
    SELECT used.who, used.channel, used.kind,
        json_quote(group_concat(DISTINCT used.file || ':' || used.line)) AS places,
        max(result.level IS NOT NULL) AS found
    FROM used
    LEFT JOIN result ON result.run = ?1
        AND result.file = used.file AND result.line = used.line AND result.col = used.col
        AND (result.level <> 'note' OR ?2) AND (result.baseline IS NOT 'unchanged' OR NOT ?3)
        AND result.dismissed IS NULL
    GROUP BY used.who, used.channel, used.kind
)
SELECT line
FROM (
    SELECT 0 AS part, '' AS name,
        'digraph chanlint {' || char(10) || '  rankdir=LR; node [fontname="sans-serif"]; edge [fontname="sans-serif" fontsize=10];'
        AS line
    UNION ALL
    SELECT 1, id, '  ' || json_quote('t' || id) || ' [shape=box label='
        || json_quote(kind || ' ' || body || coalesce(char(10) || spawn_file || ':' || spawn_line, '')) || '];'
    FROM task
    WHERE 't' || id IN (SELECT who FROM edge)
    UNION
    SELECT 1, who, '  ' || json_quote(who) || ' [shape=box style=dashed label=' || json_quote(function) || '];'
    FROM used
    WHERE task IS NULL
    UNION ALL
    SELECT 2, id, '  c' || id || ' [shape=cds label='
        || json_quote(coalesce(label, 'channel') || coalesce(char(10) || created_file || ':' || created_line, '')) || '];'
    FROM channel
    WHERE id IN (SELECT channel FROM edge)
    UNION ALL
    SELECT 3, who || channel || kind,
        '  ' || iif(kind = 'receive', 'c' || channel || ' -> ' || json_quote(who), json_quote(who) || ' -> c' || channel)
        || ' [label=' || json_quote(kind || ' ') || ' tooltip=' || places
        || iif(kind = 'close', ' style=dashed', '') || iif(found, ' color=red fontcolor=red penwidth=2', '') || '];'
    FROM edge
    UNION ALL
    SELECT 4, '', '}'
)
ORDER BY part, name;
