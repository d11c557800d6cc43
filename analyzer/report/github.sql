-- Annotations of GitHub's workflows: a command a line, in which some characters are percent-encoded.
-- name: github
WITH escaped AS (
    SELECT file, line, col, level, check_name, finding, parked,
        replace(replace(replace(message || ': ' || fix, '%', '%25'), char(13), '%0D'), char(10), '%0A') AS message,
        replace(replace(replace(replace(replace(
            file, '%', '%25'), char(13), '%0D'), char(10), '%0A'), ':', '%3A'), ',', '%2C') AS encoded
    FROM result
    WHERE run = ?1 AND (level <> 'note' OR ?2) AND (baseline IS NOT 'unchanged' OR NOT ?3) AND dismissed IS NULL
)
SELECT '::' || iif(level = 'note', 'notice', level) || ' file=' || encoded || ',line=' || line || ',col=' || col
    || ',title=' || check_name || '::' || message
FROM escaped
ORDER BY level = 'note', level = 'warning', parked DESC NULLS LAST, file, line, col, check_name, finding; -- it shows ten of each level
