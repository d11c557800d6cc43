-- JUnit's XML, as CI systems read it: each finding is a test that failed, or was skipped where it is dismissed; and each
-- check without one, a test that passed. Notes pass.
-- name: junit
WITH shown AS (
    SELECT *
    FROM result
    WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3)
),
test AS (
    SELECT check_name, file, line, col, finding,
        xml(file || ':' || line || ' in ' || function) AS name,
        ' file="' || xml(file) || '" line="' || max(line, 1) || '"' AS place,
        CASE
            WHEN dismissed IS NOT NULL THEN '<skipped message="' || xml(reason) || '"/>'
            WHEN level = 'note' THEN '<system-out>' || xml(message || ': ' || fix) || '</system-out>'
            ELSE '<failure type="' || level || '" message="' || xml(message) || '">'
                || xml(file || ':' || line || ':' || col || ': ' || level || ': ' || message || ': ' || fix)
                || '</failure>'
        END AS outcome
    FROM shown
    UNION ALL
    SELECT name, '', 0, 0, 0, 'no finding', '', ''
    FROM check_page
    WHERE name NOT IN (SELECT check_name FROM shown)
)
SELECT line
FROM (
    SELECT 0 AS part, 0 AS n, '<?xml version="1.0" encoding="UTF-8"?>' AS line
    UNION ALL
    SELECT 1, 0, '<testsuites><testsuite name="chanlint" tests="' || (SELECT count(*) FROM test)
        || '" failures="' || (SELECT count(*) FROM shown WHERE dismissed IS NULL AND level <> 'note')
        || '" errors="0" skipped="' || (SELECT count(*) FROM shown WHERE dismissed IS NOT NULL)
        || '" timestamp="' || substr(started, 1, 19) || '" time="' || printf('%.3f', seconds) || '">'
    FROM run
    WHERE id = ?1
    UNION ALL
    SELECT 2, row_number() OVER (ORDER BY check_name, file, line, col, finding),
        '<testcase classname="' || xml(check_name) || '" name="' || name || '" time="0"' || place
            || iif(outcome = '', '/>', '>' || outcome || '</testcase>')
    FROM test
    UNION ALL
    SELECT 3, 0, '</testsuite></testsuites>'
)
ORDER BY part, n;
