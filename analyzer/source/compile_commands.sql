-- name: database
SELECT json_valid(?1),
       CASE WHEN json_valid(?1) THEN json_type(?1) END

-- name: entries
SELECT CASE json_type(value, '$.directory') WHEN 'text' THEN json_extract(value, '$.directory') END,
       CASE json_type(value, '$.file') WHEN 'text' THEN json_extract(value, '$.file') END,
       CASE json_type(value, '$.command') WHEN 'text' THEN json_extract(value, '$.command') END,
       CASE json_type(value, '$.arguments') WHEN 'array' THEN json_extract(value, '$.arguments') END
  FROM (SELECT key, CASE type WHEN 'object' THEN value ELSE '{}' END AS value
          FROM json_each(?1))
 ORDER BY key

-- name: arguments
SELECT CASE type WHEN 'text' THEN value END
  FROM json_each(?1)
 ORDER BY key
