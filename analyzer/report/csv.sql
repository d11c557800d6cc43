-- Comma-separated values, RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe.
-- name: csv
WITH cell AS (
    SELECT result.file, result.line, result.col, result.check_name, result.finding, each.key,
        iif(substr(each.value, 1, 1) IN ('=', '+', '-', '@', char(9), char(13)), '''', '') || each.value AS text
    FROM result, json_each(json_array(
        fingerprint, level, check_name, file, line, col, function, channel, message, fix,
        coalesce(dismissed, ''), coalesce(status, ''), coalesce(reason, ''), coalesce(baseline, ''),
        coalesce(parked, '')
    )) AS each
    WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3)
)
SELECT 'finding,level,check,file,line,column,function,channel,message,fix,dismissed,status,reason,baseline,parked' || char(13)
UNION ALL
SELECT * FROM (
    SELECT group_concat('"' || replace(text, '"', '""') || '"', ',') || char(13)
    FROM (SELECT * FROM cell ORDER BY file, line, col, check_name, finding, key)
    GROUP BY file, line, col, check_name, finding
    ORDER BY file, line, col, check_name, finding
);
