## Fel: vad som hände och vad man kan göra
error-not_found-title = Sidan finns inte
error-not_found-help = Länken kan vara gammal eller fel skriven. Sök bland förslagen eller börja om från startsidan.
error-request-id = Säg det här numret om du hör av dig: { $id }
error-to-proposals = Till alla förslag
error-to-start = Till startsidan
