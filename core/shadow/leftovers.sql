-- Scratch databases that nobody uses: their maker's lock is gone and nobody is connected.
-- The lock of those that are listed is taken, so that no two processes drop the same one.
WITH unused AS MATERIALIZED (
  SELECT d.datname
    FROM pg_catalog.pg_database d
   WHERE d.datname LIKE 'headway\_shadow\_%'
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
   ORDER BY d.datname
)
SELECT datname FROM unused WHERE pg_catalog.pg_try_advisory_lock(1215064919, pg_catalog.hashtext(datname));
