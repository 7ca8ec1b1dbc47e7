-- Texts with places that each case fills by itself, shared by everybody who answers.
create table answer_template (
    answer_template_id bigint generated always as identity primary key,
    title text not null,
    -- domain::template::TemplateKind
    kind text not null,
    -- with placeholders such as {titel}
    text text not null,
    -- whoever changes it sends the one they saw
    version bigint not null,
    -- who changed it last
    changed_by bigint not null references person (person_id),
    changed_at bigint not null,
    -- the form's key: sending it twice makes one
    once_key text not null unique
);
