-- Whether role $1 and database $2 are missing, and whether this role may make such.
SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1) AS lacks_role,
       NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = $2) AS lacks_database,
       rolsuper OR rolcreaterole AS may_make_roles,
       rolsuper OR rolcreatedb AS may_make_databases
FROM pg_catalog.pg_roles
WHERE rolname = current_user
