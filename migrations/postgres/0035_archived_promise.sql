-- What became of a promise was lost when its case went to the archive. From now on the archive keeps
-- it; for what is there already it is told again from the record.
update proposal set course = jsonb_set(course::jsonb, '{promise}', coalesce((
    select case a.transition
        when 'mark_implemented' then jsonb_build_object('became', 'kept', 'on', a.happened_on,
            'cost', (a.fields::jsonb ->> 'actual_cost')::bigint)
        else jsonb_build_object('became', 'stopped', 'on', a.happened_on,
            'reason', a.fields::jsonb ->> 'reason',
            'decided_by', a.fields::jsonb ->> 'decided_by') end
    from act a
    where a.proposal_id = proposal.proposal_id
    and a.transition = case proposal.course::jsonb ->> 'ended_as'
        when 'implemented' then 'mark_implemented' else 'stop' end
    and not exists (select 1 from act c where c.supersedes = a.act_id)
    order by a.happened_on desc, a.act_id desc limit 1), 'null'::jsonb))::text
where stage = 'closed' and course::jsonb ->> 'ended_as' in ('implemented', 'stopped')
and course::jsonb ->> 'promise' is null;
