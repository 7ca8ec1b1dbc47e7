-- A question to the proposer has one answer; a correction of it points at what it corrects.
create unique index act_answers_once on act (json_extract(fields, '$.answers_act'))
    where kind = 'question_answer' and supersedes is null;
