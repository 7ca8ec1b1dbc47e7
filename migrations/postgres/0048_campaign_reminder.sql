-- Which days of a campaign those who work with it were reminded of: each once, whichever server is first.
create table campaign_reminder (
    campaign_id bigint not null references campaign (campaign_id),
    -- domain::campaign::CampaignReminder
    what text not null,
    -- the day it was about (ISO): a day that was put off is reminded of anew
    day text not null,
    at bigint not null,
    primary key (campaign_id, what, day)
);
