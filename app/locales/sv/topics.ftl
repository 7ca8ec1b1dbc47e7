## Ämnen
topic-trygghet = Trygghet
topic-trafik = Trafik
topic-cykel = Cykel
topic-skola = Skola
topic-lek = Lek
topic-idrott = Idrott
topic-fritid = Fritid
topic-kultur = Kultur
topic-park = Park
topic-bad = Bad
topic-miljo = Miljö
topic-renhallning = Renhållning
topic-hund = Hund
topic-tillganglighet = Tillgänglighet
topic-integration = Integration
topic-minoritet = Nationella minoriteter
topic-oppenhet = Öppenhet
topic-ovrigt = Övrigt

## Organ: KF heter kommunfullmäktige för den som läser
body-KF = Kommunfullmäktige
body-KS = Kommunstyrelsen
body-KSAU = Kommunstyrelsens arbetsutskott
body-TN = Tekniska nämnden
body-SBN = Samhällsbyggnadsnämnden
body-KFN = Kultur- och fritidsnämnden
body-UN = Utbildningsnämnden
body-SN = Socialnämnden
body-OSN = Omsorgs- och socialnämnden
body-TFN = Teknik- och fritidsnämnden
