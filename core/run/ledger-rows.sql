-- What Headway did here, newest first; of a step only its last event.
select to_char(l.at, 'YYYY-MM-DD"T"HH24:MI:SSOF') as at, l.event, l.action, l.revision,
       l.version_before, l.version_after, l.statements, l.statements_done,
       (extract(epoch from l.duration) * 1000000)::bigint as duration,
       l.role, l.who, l.application, l.error, l.sql, l.digest
  from headway.ledger l
 where l.event <> 'progress'
   and not exists (select from headway.ledger n
                    where n.step = l.step and n.event <> 'progress' and n.number > l.number)
 order by l.number desc
