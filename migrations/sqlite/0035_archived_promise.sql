-- What became of a promise was lost when its case went to the archive. From now on the archive keeps
-- it; for what is there already it is told again from the record.
update proposal set course = json_set(course, '$.promise', json((
    select case a.transition
        when 'mark_implemented' then json_object('became', 'kept', 'on', a.happened_on,
            'cost', cast(json_extract(a.fields, '$.actual_cost') as integer))
        else json_object('became', 'stopped', 'on', a.happened_on,
            'reason', json_extract(a.fields, '$.reason'),
            'decided_by', json_extract(a.fields, '$.decided_by')) end
    from act a
    where a.proposal_id = proposal.proposal_id
    and a.transition = case json_extract(proposal.course, '$.ended_as')
        when 'implemented' then 'mark_implemented' else 'stop' end
    and not exists (select 1 from act c where c.supersedes = a.act_id)
    order by a.happened_on desc, a.act_id desc limit 1)))
where stage = 'closed' and json_extract(course, '$.ended_as') in ('implemented', 'stopped')
and json_extract(course, '$.promise') is null;
