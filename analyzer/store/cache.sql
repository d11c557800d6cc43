-- The cache of units.
-- name: cache_find
SELECT digest, includes, n_errors, first_error, ir
FROM unit_cache
WHERE path = ?1 AND flags_hash = ?2 AND version = ?3;

-- name: cache_put
INSERT OR REPLACE INTO unit_cache (path, flags_hash, version, digest, includes, n_errors, first_error, ir)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: include_path
SELECT path FROM include_file WHERE id = ?1;

-- name: include_id
INSERT INTO include_file (path) VALUES (?1) ON CONFLICT (path) DO UPDATE SET path = path RETURNING id;

-- name: cached_units
SELECT rowid, path, flags_hash FROM unit_cache;

-- name: cache_drop
DELETE FROM unit_cache WHERE rowid = ?1;
