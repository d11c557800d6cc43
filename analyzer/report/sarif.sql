-- SARIF 2.1.0, the whole log as one value.
-- name: sarif
WITH shown AS (
    SELECT *
    FROM result
    WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3)
    ORDER BY parked DESC NULLS LAST, level = 'note', level = 'warning', file, line
    LIMIT 25000 -- GitHub refuses a log with more
),
-- Every place that a finding speaks of: the path, which ends at the operation itself, and what is related.
point AS (
    SELECT finding, iif(value ->> 'kind' = 'path', 'path', 'related') AS part, key AS n,
        value ->> 'file' AS file, value ->> 'line' AS line, NULL AS col, value ->> 'text' AS text
    FROM shown, json_each(shown.trace)
    WHERE value ->> 'kind' <> 'blocks'
    UNION ALL
    SELECT finding, 'path', 1000000, file, line, col, message FROM shown
),
located AS (
    SELECT finding, part, n,
        json_object(
            'physicalLocation', json_object(
                'artifactLocation', json_object('uri', uri(file), 'uriBaseId', '%SRCROOT%'),
                'region', json_patch('{}', json_object('startLine', max(line, 1), 'startColumn', nullif(col, 0)))
            ),
            'message', json_object('text', text)
        ) AS location
    FROM point
    ORDER BY finding, n
),
paths AS (
    SELECT finding, json_group_array(json_object('location', json(location))) AS locations, count(*) AS length
    FROM located
    WHERE part = 'path'
    GROUP BY finding
),
related AS (
    SELECT finding, json_group_array(json(location)) AS locations
    FROM located
    WHERE part = 'related'
    GROUP BY finding
),
-- What mends a finding: one fix, of one change a file.
changes AS (
    SELECT finding, json_object(
        'artifactLocation', json_object('uri', uri(file), 'uriBaseId', '%SRCROOT%'),
        'replacements', json_group_array(json_object(
            'deletedRegion', json_object(
                'startLine', line, 'startColumn', col, 'endLine', end_line, 'endColumn', end_col
            ),
            'insertedContent', json_object('text', text)
        ))
    ) AS change
    FROM (SELECT * FROM edit WHERE run = ?1 ORDER BY finding, file, at, rowid)
    GROUP BY finding, file
),
fixes AS (
    SELECT finding, json_array(json_object(
        'description', json_object('text', shown.fix),
        'artifactChanges', json_group_array(json(change))
    )) AS fixes
    FROM changes JOIN shown USING (finding)
    GROUP BY finding
),
rules AS (
    SELECT name, row_number() OVER (ORDER BY name) - 1 AS n,
        json_object(
            'id', name,
            'shortDescription', json_object('text', title),
            'help', json_object('text', page, 'markdown', page),
            'defaultConfiguration', json_object('level', 'warning')
        ) AS rule
    FROM check_page
),
results AS (
    SELECT json_patch('{}', json_object(
        'ruleId', check_name,
        'ruleIndex', rules.n,
        'level', level,
        'message', json_object('text', message || ': ' || fix),
        'locations', json_array(json_object(
            'physicalLocation', json_object(
                'artifactLocation', json_object('uri', uri(file), 'uriBaseId', '%SRCROOT%'),
                'region', json_patch('{}', json_object('startLine', max(line, 1), 'startColumn', nullif(col, 0)))
            ),
            'logicalLocations', json_array(json_object('name', function, 'kind', 'function'))
        )),
        'baselineState', baseline,
        'rank', 100.0 * parked / parked_of,
        'properties', iif(parked IS NULL, NULL, json_object('parkedTasks', parked, 'allTasks', parked_of)),
        'partialFingerprints', json_object('chanlint/v1', fingerprint),
        'codeFlows', iif(paths.length > 1,
            json_array(json_object('threadFlows', json_array(json_object('locations', json(paths.locations))))),
            NULL),
        'relatedLocations', json(related.locations),
        'fixes', json(fixes.fixes),
        'suppressions', iif(dismissed IS NULL, NULL,
            json_array(json_object('kind', dismissed, 'status', 'accepted', 'justification', reason)))
    )) AS result
    FROM shown
    LEFT JOIN rules ON rules.name = shown.check_name
    LEFT JOIN paths USING (finding)
    LEFT JOIN related USING (finding)
    LEFT JOIN fixes USING (finding)
    ORDER BY file, line, col, check_name, finding
)
SELECT json_object(
    '$schema', 'https://json.schemastore.org/sarif-2.1.0.json',
    'version', '2.1.0',
    'runs', json_array(json_object(
        'tool', json_object('driver', json_object(
            'name', 'chanlint',
            'version', version,
            'rules', (SELECT json_group_array(json(rule)) FROM (SELECT rule FROM rules ORDER BY n))
        )),
        'invocations', json_array(json_object(
            'executionSuccessful', json(iif(failed = 0, 'true', 'false')),
            'startTimeUtc', started
        )),
        'originalUriBaseIds', json_object(
            '%SRCROOT%', json_object('uri', 'file://' || rtrim(uri(root), '/') || '/')
        ),
        'results', (SELECT json_group_array(json(result)) FROM results)
    ))
)
FROM run
WHERE id = ?1;
