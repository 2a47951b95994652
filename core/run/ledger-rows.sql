-- What Headway did here, newest first; of a step only its last event. One that was begun, and whose
-- last word is an error, failed, though it can be gone on with.
select to_char(coalesce(f.at, l.at), 'YYYY-MM-DD"T"HH24:MI:SSOF') as at,
       case when f.error is null then l.event else 'failed' end as event, l.action, l.revision,
       l.version_before, l.version_after, l.statements,
       coalesce(f.statements_done, l.statements_done) as statements_done,
       (extract(epoch from coalesce(f.duration, l.duration)) * 1000000)::bigint as duration,
       l.role, l.who, l.application, coalesce(f.error, l.error) as error, l.sql, l.digest
  from headway.ledger l
  left join headway.ledger f
         on l.event = 'begun' and f.error is not null
        and f.number = (select max(n.number) from headway.ledger n where n.step = l.step)
 where l.event <> 'progress'
   and not exists (select from headway.ledger n
                    where n.step = l.step and n.event <> 'progress' and n.number > l.number)
 order by l.number desc
