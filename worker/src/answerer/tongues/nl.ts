// What Dutch says where English is not enough: its different words for the same thing, how it asks, and what answers.
import type { Spoken } from "../spoken.ts";

export const DUTCH: Spoken = {
  dropped: `krijg krijgt krijgen eigenlijk misschien gewoon even heel tussen tijdens anders alstublieft aub maak maakt maken zeg weten
    weet staat staan ligt liggen zit zitten mogelijk vind vindt vinden elke ieder kom komt komen hierbij ermee erbij erop eraan
    daarvan elkaar accepteren accepteert aannemen zo'n wilt wilde nodig laat`,
  light: `aanbod aanbieden biedt bieden beschikbaar soort mogelijkheid informatie service product klant bedrijf zaak winkel website
    pagina vraag precies verkopen verkoopt helpen hulp persoon bedrag land vandaag`,
  joinsWords: true,
  same: `kosten prijs prijzen tarief tarieven duur goedkoop
    bezorgen bezorgt bezorgd leveren levert geleverd verzenden verzendt verstuurd versturen opsturen thuisbezorgd
    pakket pakje
    terugsturen retour retourneren terugbrengen ruilen retourzending terugzenden
    terugbetaling terugbetaald
    garantie waarborg
    open geopend openingstijden opent openingsuren
    gesloten dicht sluit
    telefoon telefoonnummer bellen telefonisch
    mail email mailadres
    kopen koopt bestellen bestelt aanschaffen
    betalen betaalt afrekenen
    pinnen pin pinpas
    adres locatie route
    grootte afmetingen maten
    gewicht zwaar weegt wegen
    opgericht oprichter oprichtster gesticht
    medewerkers personeel werknemers
    repareren reparatie reparaties gerepareerd herstellen
    kapot defect beschadigd
    afspraak reserveren boeken boeking
    opzeggen annuleren
    korting kortingscode
    parkeren parkeerplaats parkeerplaatsen parkeergarage
    kind kinderen
    inbegrepen inclusief
    inruilen inleveren
    huren verhuur huurt
    elektrisch ebike
    eigenaar baas`,
  general: `weekend zaterdag zondag
    huisdier hond kat
    gesloten geopend
    buitenland belgië duitsland wereldwijd`,
  alike: [
    ["geld terug", "terugbetaling"],
    ["e-mail", "email"],
  ],
  rewritten: [
    [
      "waar (?:zit|zitten|is|zijn|ligt|liggen|vind|vinden|bevindt)(?: (?:ik|je|jullie|we|u|zich))*",
      "waar adres plaats",
    ],
    ["(?<=annuleer |annuleren |opzeggen )(?:mijn|de|een) (?:reservering|bestelling|afspraak)", " "],
    ["(?:mijn|de|een) (?:reservering|bestelling|afspraak)(?= (?:annuleren|afzeggen))", " "],
    ["(?:verzend|bezorg|lever)(?:ings)?(?:kosten|tarief)", "bezorging kosten"],
    ["(?:lever|bezorg)tijd(?:en)?", "bezorging duurt"],
  ],
  asked: {
    weight: "hoe zwaar|hoeveel weegt|gewicht|weegt",
    temperature: "hoe (?:heet|koud|warm)|temperatuur",
    price:
      "hoeveel (?:kost\\p{L}*|betaal\\p{L}*|is|geld)|wat (?:kost|kosten|vraagt|vragen|betaal)|hoe duur|prijs|prijzen|kosten|tarief|tarieven|\\p{L}+(?:kosten|prijs|tarief)|duur(?! het)(?<!hoe lang\\p{L}* duur)|gratis",
    duration:
      "hoe ?lang|hoe snel|hoe vaak|duurt|hoeveel tijd|levertijd|\\p{L}+tijd|hoeveel jaar|hoeveel dagen|hoeveel uur",
    size: "hoe (?:groot|hoog|breed|diep|ver|dik)|grootte|afmetingen|maten|doorsnede",
    when: "wanneer|hoe laat|openingstijd(?:en)?|geopend|open|gesloten",
    email: "e-?mail(?:adres)?|mail(?:adres)?",
    phone: "telefoon(?:nummer)?|bellen|telefonisch",
    identifier: "(?:btw|kvk|rekening|klant)-?nummer|kvk|iban",
    address: "adres|locatie|route",
    where: "waar(?! (?:kan ik mee|mee))|waarheen",
    count: "hoeveel",
    who: "wie",
  },
  standsFor: {
    weight: "zwaar gewicht weegt",
    temperature: "heet koud warm temperatuur",
    price: "kosten prijs gratis betalen",
    duration: "duurt tijd snel vaak jaar dagen uur",
    size: "groot hoog breed diep ver dik grootte afmetingen",
    email: "email mail adres schrijven",
    phone: "telefoon nummer",
    address: "adres plaats",
  },
  answers: {
    money: "gratis|kosteloos|kost niets|\\d+ ?procent",
    moments:
      "(?:maan|dins|woens|donder|vrij|zater|zon)dags?|werkdagen?|doordeweeks|weekend|middernacht|dagelijks|morgen|'s avonds|dezelfde dag|volgende dag|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    units:
      "seconden?|minuten?|minuut|uur|uren|dag|dagen|werkdag|werkdagen|week|weken|maand|maanden|jaar|jaren|nacht|nachten",
    numerals:
      "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|honderd|halve?|enkele|paar|onbeperkt",
    places:
      "straat|weg|plein|laan|gracht|kade|dijk|singel|hof|gebouw|verdieping|tegenover|naast|overkant|schuin tegenover",
    people: "opgericht|[Oo]prichter|[Ff]amilie|[Ee]igenaar|mevrouw|meneer|leidt",
    today: "vandaag|dagelijks|elke dag|morgen",
  },
  questionWords:
    "hoeveel|hoe|wat|wanneer|waar|waarheen|wie|welke?|waarom|waarmee|vanaf wanneer|tot wanneer|met wie|aan wie|bij wie",
  verbs:
    "kan|kun|kunt|kunnen|mag|mogen|moet|moeten|is|zijn|ben|was|heeft|hebt|hebben|heb|wordt|worden|zou|zouden|verkoopt|verkopen|verkoop|levert|leveren|bezorgt|bezorgen|verhuren|verhuurt|repareren|repareert|accepteren|accepteert|nemen|neemt|doen|doet|gaat|gaan|krijg|krijgt|kost|komt|werkt|bieden|biedt|zitten|staat|duurt|bestaat",
  openers: "en|maar|dus|ook|of|dan|graag|alstublieft|ok|okay|oké",
  and: "en|en ook",
  which: "welke?",
  list: "welke (?:\\p{L}+ ){0,2}(?:zijn|hebben|heeft|verkopen|bieden|kan|kunnen)|wat (?:hebben jullie|is .{0,20}inbegrepen|bieden|verkopen)|lijst|inbegrepen|inclusief",
  steps:
    "hoe (?:kan|moet|kun|zou) (?:ik|je|men|we)|hoe (?:werkt|gaat|bestel|annuleer|boek|krijg|betaal|maak|zet|stuur|reserveer)|stappen|handleiding",
  definition: "wat (?:is|zijn|betekent)|leg uit|uitleg|definitie",
  now: "vandaag|vanavond|morgen|gisteren|nu|op dit moment|deze week|deze maand",
  opening: "open|geopend|openingstijd(?:en)?|gesloten|dicht|lever\\p{L}*|bezorg\\p{L}*|bestel\\p{L}*",
  aside: "voordat|nadat|terwijl|als ik|als we|als het|omdat|indien|zodra|hoewel|in plaats van",
  leans:
    "het(?= (?:kost|is|duurt|gaat|werkt)| ?\\?)|(?<=(?:duurt|kost|is|kan|werkt|doet) )het|hem|ervan|ervoor|ermee|daar|daarvan|daarvoor|daarmee|deze|die|dat|dit|er",
  continues: "en|of|maar|dus|dan|hoe zit het met|wat is er met|ook",
  dangling:
    "dit|deze|dat|die|hij|het (?:is|kost|duurt|heeft|wordt)|zij|ze|hem|daar|dan|maar|en|of|dus|ook|bovendien|echter|daarom|daarvoor|daarmee|daarna|daarbij|anders|beide|zulke|toch",
  reply: "ja|nee|niet|nooit|alleen|natuurlijk|zeker|helaas|jawel",
  instruction:
    "(?:eerst|dan|daarna|nu)? ?(?:open|klik|kies|vul|schrijf|bel|breng|stuur|druk|steek|trek|leg|neem|houd|meld|typ|volg|laad|controleer|wacht|ga|zet|sluit|start|verwijder|bewaar|kom|vraag|bestel|betaal)",
  denied: "(?:is|zijn|hebben|heeft) (?:er |wij |we )?geen",
};
