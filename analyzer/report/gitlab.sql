-- GitLab's code quality report.
-- name: gitlab
SELECT json_group_array(json_object(
    'description', message || ': ' || fix,
    'check_name', check_name,
    'fingerprint', fingerprint,
    'severity', CASE level WHEN 'error' THEN 'critical' WHEN 'warning' THEN 'major' ELSE 'minor' END,
    'location', json_object('path', file, 'lines', json_object('begin', max(line, 1)))
))
FROM (
    SELECT *
    FROM result
    WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL
    ORDER BY file, line, col, check_name, finding
);
