-- Cases: what differs from what their comments expect (cases_begin has made the temporary tables).
-- name: case_differences
SELECT iif(
    difference.file IS NULL,
    path,
    base || difference.file || coalesce(':' || nullif(difference.line, 0), '')
) || ': ' || text
FROM difference JOIN test_case ON test_case.id = test_case
ORDER BY test_case, difference.file, difference.line, text;

-- name: case_recognised
SELECT format('%s%s:%d: SEES %s%s', base, file, line, coalesce(mode || ' ', ''), kind)
FROM recognised JOIN test_case ON test_case.id = test_case
GROUP BY test_case, file, line, mode, kind
ORDER BY test_case, file, line, kind, mode;

-- name: case_counts
SELECT count(*), count(*) FILTER (WHERE id NOT IN (SELECT test_case FROM difference))
FROM test_case;

-- name: make_case_rates
CREATE TEMP VIEW IF NOT EXISTS counted AS
SELECT judged.check_name, test_case.library, missing, unexpected, NOT (missing OR unexpected) AS right
FROM judged JOIN test_case ON test_case.id = judged.test_case;
CREATE TEMP VIEW IF NOT EXISTS check_sum AS
SELECT check_name AS name, sum(missing) AS missing, sum(unexpected) AS unexpected, sum(right) AS right
FROM counted
GROUP BY check_name;
CREATE TEMP VIEW IF NOT EXISTS library_sum AS
SELECT library AS name, sum(missing) AS missing, sum(unexpected) AS unexpected, sum(right) AS right
FROM counted
GROUP BY library;

-- name: check_rates
SELECT name, missing, unexpected, right,
    iif(right + unexpected > 0, format('%.1f %%', 100.0 * right / (right + unexpected)), '-'),
    iif(right + missing > 0, format('%.1f %%', 100.0 * right / (right + missing)), '-')
FROM (
    SELECT 0 AS last, * FROM check_sum
    UNION ALL
    SELECT 1, 'all', coalesce(sum(missing), 0), coalesce(sum(unexpected), 0), coalesce(sum(right), 0) FROM check_sum
)
ORDER BY last, name;

-- name: library_rates
SELECT library, count(*), coalesce(missing, 0), coalesce(unexpected, 0), coalesce(right, 0),
    iif(right + unexpected > 0, format('%.1f %%', 100.0 * right / (right + unexpected)), '-'),
    iif(right + missing > 0, format('%.1f %%', 100.0 * right / (right + missing)), '-')
FROM test_case LEFT JOIN library_sum ON library_sum.name = test_case.library
GROUP BY library
ORDER BY library;
