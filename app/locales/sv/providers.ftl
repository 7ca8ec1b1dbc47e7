## Logga in med e-legitimation
provider-title = Med e-legitimation
provider-lead = Då vet kommunen att du är du. Ditt personnummer sparas bara omräknat till en kod som ingen kan läsa, och det visas aldrig.
provider-sign-in = Logga in med { $name }
provider-otherwise = Med e-post och lösenord
provider-leaving-title = Du skickas till { $name }
provider-leaving-lead = När du har visat vem du är kommer du tillbaka hit.
provider-leaving-link = Fortsätt till { $name }

## Koppla e-legitimation till kontot
provider-link-title = E-legitimation
provider-link-lead = Koppla din e-legitimation, så kan du logga in med den också. En del förslag kräver att kommunen vet att du är du.
provider-link = Koppla { $name }
provider-linked-weak = { $name } är kopplad, men väcker inte ditt uppdrag: den kopplades med bara lösenord. Känner du inte igen den, byt lösenord och hör av dig till kommunen. Annars kan du koppla den igen här.
provider-linked = { $name } är kopplad till kontot.
provider-no-email = Ingen: du loggar in med e-legitimation
provider-prove = Bekräfta med { $name }
flash-provider_linked = Nu är e-legitimationen kopplad till ditt konto.
flash-provider_cancelled = Du avbröt, så ingenting har ändrats.

## Fel
error-provider_down-title = E-legitimationen svarar inte just nu
error-provider_down-help = Försök igen om en stund, eller använd ett av de andra sätten här.
error-provider_refused-title = Svaret gick inte att lita på
error-provider_refused-help = Inget har ändrats. Försök igen. Händer det igen, hör av dig till kommunen.
error-provider_over-title = Inloggningen hann bli för gammal
error-provider_over-help = Börja om i samma webbläsare. Du har tio minuter på dig.
