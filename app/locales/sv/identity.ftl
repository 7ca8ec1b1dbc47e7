## E-legitimation
# Visas tills personen själv väljer ett namn.
identity-nameless = Invånare

error-identity-title = Uppgifterna stämmer inte överens
error-identity-help = E-legitimationen hör inte ihop med kontot. Inget har ändrats.
identity_refused-number_differs = E-legitimationen har ett annat personnummer än kontot den är kopplad till. Inget har ändrats. Har du fått ett nytt nummer? Hör av dig till kommunen, så hjälper vi dig.
identity_refused-another_person = Kontot du är inloggad på hör till ett annat personnummer. Inget har ändrats. Logga ut och logga in med din egen e-legitimation i stället.
identity_refused-not_you = Den e-legitimationen hör till ett annat konto än det du är inloggad på. Inget har ändrats.
identity_refused-duty = Du har två konton, och minst ett av dem har ett uppdrag i kommunen. Då kan du inte slå ihop dem själv. Hör av dig till kommunen, så hjälper vi dig.
