## The administration: start page
nav-admin = Administration
admin-title = Administration
admin-lead = Here you decide who may do what. Everything you change is written in the log.
admin-people-title = People
admin-site-title = The site
admin-soon-title = { $count ->
    [one] One duty ends within 60 days
   *[other] { $count } duties end within 60 days
}
admin-soon-link = See which
admin-soon-means = The duty ends by itself after its last day. What the person has written keeps the role they had then.

## Duties
admin-roles = Duties
admin-roles-means = Who is an official, elected, a secretary and so on, and until when.
admin-roles-lead = Those who hold a duty today.
admin-roles-none = Nobody holds this duty right now.
admin-until = until { $day }
admin-until-none = until further notice
