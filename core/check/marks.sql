-- Whether the version table (named as in a statement) and Headway's ledger are there.
select pg_catalog.to_regclass(:'version_table') is not null as has_version,
       pg_catalog.to_regclass('headway.ledger') is not null as has_ledger
