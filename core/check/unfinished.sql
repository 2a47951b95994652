-- The newest step in the ledger that was begun and neither done nor failed: killed, or its connection lost.
select b.step, b.action, b.revision, b.version_before, b.version_after,
       coalesce((select max(p.statements_done) from headway.ledger p
                  where p.step = b.step and p.event = 'progress'), 0) as statements_done,
       b.statements, b.digest, to_char(b.at, 'YYYY-MM-DD HH24:MI:SS') as since
  from headway.ledger b
 where b.event = 'begun'
   and not exists (select from headway.ledger e where e.step = b.step and e.event in ('done', 'failed'))
 order by b.number desc
 limit 1
