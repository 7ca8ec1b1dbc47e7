-- Questions put to the municipality, under one heading. What nobody has read, or what broke a rule, is found by
-- its state: only server/src/questions reads these tables.
create table question_set (
    question_set_id bigint generated always as identity primary key,
    asker_id bigint not null references person (person_id),
    -- the name they were asked under
    asker_name text not null,
    -- for whom they were asked
    organisation text,
    heading text not null,
    introduction text,
    -- domain::question::SetState
    state text not null,
    asked_at bigint not null,
    -- since when everybody can read them
    published_at bigint,
    -- ISO day an answer is promised by
    answer_by text,
    -- the form's key: sending it twice asks once
    once_key text not null,
    unique (asker_id, once_key)
);
create index question_set_by_state on question_set (state, question_set_id);

-- One of them, as it was asked; its words never change.
create table question (
    question_id bigint generated always as identity primary key,
    question_set_id bigint not null references question_set (question_set_id),
    -- who asked all of them: what somebody takes out has its words
    asker_id bigint not null references person (person_id),
    number bigint not null,
    -- 0: the question itself; else the place among what followed it up
    follow_up bigint not null,
    text text not null,
    -- domain::question::NumberState
    state text not null,
    asked_at bigint not null,
    -- the form's key of a follow-up
    once_key text not null,
    unique (question_set_id, number, follow_up),
    unique (question_set_id, once_key)
);
create index question_by_asker on question (asker_id);

-- What was done about them: appended, never changed.
create table question_act (
    question_act_id bigint generated always as identity primary key,
    question_set_id bigint not null references question_set (question_set_id),
    -- null: about all of them
    question_id bigint references question (question_id),
    -- domain::question::QuestionStepKind
    step text not null,
    actor_id bigint not null references person (person_id),
    -- name, duty and title as they were: domain::actor::Standing as JSON
    actor_name text not null,
    actor_standing text not null,
    at bigint not null,
    -- field name → text, as JSON
    fields text not null,
    -- the answer it corrects
    corrects bigint references question_act (question_act_id),
    -- the act before about the same; 0: none
    replaces bigint not null,
    once_key text not null,
    unique (question_set_id, once_key)
);
-- One after the other, also from two desks.
create unique index question_act_in_turn
    on question_act (question_set_id, coalesce(question_id, 0), replaces);
create trigger question_act_append_only before update or delete on question_act
    for each row execute function refuse_rewriting();
create trigger question_act_no_truncate before truncate on question_act
    for each statement execute function refuse_rewriting();

-- Whose question it is, too.
create table question_same (
    question_id bigint not null references question (question_id),
    person_id bigint not null references person (person_id),
    at bigint not null,
    primary key (question_id, person_id)
);
create index question_same_by_person on question_same (person_id);
