-- Where the money for a yes comes from goes with what was promised from now on. What had been told with
-- a decision that is older, and was not taken along, is told again from the record.
update proposal set course = jsonb_set(course::jsonb,
    case stage when 'closed' then '{promise,budget_source}'::text[] else '{budget_source}'::text[] end,
    coalesce((select to_jsonb(a.fields::jsonb ->> 'budget_source') from act a
    where a.proposal_id = proposal.proposal_id
    and a.transition in ('approve', 'partly_approve')
    and not exists (select 1 from act c where c.supersedes = a.act_id)
    order by a.act_id desc limit 1), 'null'::jsonb))::text
where (stage in ('planned', 'implementing', 'implemented', 'stopped')
    or (stage = 'closed' and jsonb_typeof(course::jsonb -> 'promise') = 'object'))
and coalesce(course::jsonb ->> 'budget_source', course::jsonb -> 'promise' ->> 'budget_source') is null
and exists (select 1 from act a
    where a.proposal_id = proposal.proposal_id
    and a.transition in ('approve', 'partly_approve')
    and a.fields::jsonb ->> 'budget_source' is not null
    and not exists (select 1 from act c where c.supersedes = a.act_id));
