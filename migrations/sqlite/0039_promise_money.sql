-- Where the money for a yes comes from goes with what was promised from now on. What had been told with
-- a decision that is older, and was not taken along, is told again from the record.
update proposal set course = json_set(course,
    case stage when 'closed' then '$.promise.budget_source' else '$.budget_source' end, (
    select json_extract(a.fields, '$.budget_source') from act a
    where a.proposal_id = proposal.proposal_id
    and a.transition in ('approve', 'partly_approve')
    and not exists (select 1 from act c where c.supersedes = a.act_id)
    order by a.act_id desc limit 1))
where (stage in ('planned', 'implementing', 'implemented', 'stopped')
    or (stage = 'closed' and json_extract(course, '$.promise') is not null))
and coalesce(json_extract(course, '$.budget_source'),
    json_extract(course, '$.promise.budget_source')) is null
and exists (select 1 from act a
    where a.proposal_id = proposal.proposal_id
    and a.transition in ('approve', 'partly_approve')
    and json_extract(a.fields, '$.budget_source') is not null
    and not exists (select 1 from act c where c.supersedes = a.act_id));
