-- Ends the step $1 in the ledger: it was begun, did not end, and something else is done now.
insert into headway.ledger (step, event, action, revision, version_before, version_after, statements,
                            statements_done, digest, duration, who, application, error, sql)
select b.step, 'failed', b.action, b.revision, b.version_before, b.version_after, b.statements,
       coalesce((select max(p.statements_done) from headway.ledger p
                  where p.step = b.step and p.event = 'progress'), 0),
       b.digest, pg_catalog.clock_timestamp() - b.at, b.who, b.application,
       'given up: something else was done instead', b.sql
  from headway.ledger b
 where b.step = $1::uuid
   and b.event = 'begun'
