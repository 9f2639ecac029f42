// What German says where English is not enough: its different words for the same thing, how it asks, and what answers.
import type { Spoken } from "../spoken.ts";

export const GERMAN: Spoken = {
  dropped: `bekomme bekommt bekommen kriege kriegt kriegen brauche brauchen brauchst finde finden findet eigentlich vielleicht einfach
    überhaupt schon euren eurer zwischen während jeweils sonst außerdem los gehen geht mach mache sag sagen wissen weiß stehen steht
    liegt liegen sollen darf dürfen dürfte mag mögen leider etwa circa irgendwas irgendwo beispielsweise zusätzlich heißt komme kommt
    kommen hab gibts obs lieber`,
  light: `angebot anbieten bietet bieten verfügbar art möglich information service produkt kunde firma laden geschäft betrieb website
    seite frage genau aktuell verkauft verkaufen führt helfen hilfe arbeiten funktioniert person leute land heute wert betrag`,
  nounsAreCapital: true,
  joinsWords: true,
  same: `kosten kostet preis gebühr teuer billig günstig tarif
    liefern lieferung liefert geliefert versand versenden verschicken verschickt schicken zustellung bringen
    paket päckchen sendung
    zurückgeben zurück zurückschicken zurücksenden rückgabe rücksendung retoure umtausch widerruf zurückbringen
    erstattung erstattet geldzurück
    garantie gewährleistung
    öffnen offen geöffnet öffnungszeiten aufmachen öffnet
    geschlossen ruhetag schließt schließen schließtag
    telefon telefonnummer anrufen rufnummer handynummer
    mail email emailadresse
    kaufen bestellen bestellt bestellbar vorbestellung erwerben
    zahlen bezahlen zahlung zahlungsarten zahlungsmittel bezahlt
    karte kreditkarte kartenzahlung
    adresse anschrift standort anfahrt
    größe abmessungen maße
    gewicht schwer wiegt wiegen
    gegründet gründer gründerin gründung gründete
    mitarbeiter angestellte beschäftigte personal
    reparieren reparatur repariert
    kaputt defekt beschädigt
    termin buchen buchung reservieren reservierung reserviert
    kündigen stornieren stornierung absagen storno
    rabatt ermäßigung gutschein nachlass
    parken parkplatz parkhaus
    inklusive enthalten inbegriffen
    kostenlos gratis kostenfrei umsonst
    rechnung beleg quittung
    chef inhaber inhaberin besitzer`,
  general: `wochenende samstag sonntag
    haustier hund katze
    geschlossen öffnen
    international österreich schweiz ausland weltweit`,
  alike: [
    ["geld (?:zurück|wieder)", "erstattung"],
    ["e-mail", "email"],
  ],
  rewritten: [
    [
      "wo (?:seid|sind|sitzt|liegt|ist|befindet|finde|findet|findet man)(?: (?:ich|man|ihr|sie|sich|euch|wir))*",
      "wo adresse ort",
    ],
    ["(?:versand|liefer|zustell)(?:ungs)?(?:kosten|gebühr(?:en)?)", "lieferung kosten"],
    ["(?:liefer|versand)(?:zeit(?:en)?|dauer)", "lieferung dauer"],
    ["habt ihr(?=.{0,20} (?:auf|zu)(?: |\\?|$))", "geöffnet"],
  ],
  asked: {
    weight: "wie schwer|wie ?viel wieg\\p{L}*|gewicht|wiegt",
    temperature: "wie (?:heiß|kalt|warm)|temperatur(?:en)?",
    price:
      "wie ?viel(?! (?:zeit|wieg\\p{L}*|uhr))|was (?:kostet|kosten|nehmt|verlangt|zahle|zahlt)|wie teuer|preise?|kosten|kostet|\\p{L}*(?:kosten|preise?|gebühr(?:en)?)|teuer|kostenlos|gratis|was muss (?:ich|man) .{0,40}zahlen",
    duration: "wie lange?|wie schnell|wie oft|dauert?|dauer|wie ?viel zeit|\\p{L}*(?:lieferzeit|dauer)",
    size: "wie (?:groß|hoch|breit|lang|tief|weit|dick)|größe|maße|abmessungen|durchmesser",
    when: "wann|um wie ?viel uhr|uhrzeit|öffnungszeit(?:en)?|geöffnet|offen|öffnet|geschlossen",
    email: "e-?mail(?:-?adresse)?|mail",
    phone: "telefon(?:nummer)?|rufnummer|handynummer|anrufen|telefonisch",
    identifier: "(?:steuer|umsatzsteuer|konto|register|handelsregister|kunden)-?(?:id|nummer)|iban|ust-?id(?:nr)?",
    address: "adresse|anschrift|standort|anfahrt",
    where: "wo|wohin",
    count: "wie ?viele",
    who: "wer|wem|wen",
  },
  standsFor: {
    weight: "schwer gewicht wiegt",
    temperature: "heiß kalt warm temperatur",
    price: "kosten preis kostenlos zahlen",
    duration: "dauert dauer zeit schnell oft",
    size: "groß hoch breit tief weit dick größe maße",
    email: "email mail adresse schreiben",
    phone: "telefon nummer",
    address: "adresse ort",
  },
  answers: {
    money: "kostenlos|gratis|kostenfrei|umsonst|kostet nichts|\\d+ ?prozent",
    moments:
      "(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|werktags?|wochenenden?|mittags?|mitternacht|täglich|morgens?|abends?|nächsten tag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    units: "sekunden?|minuten?|stunden?|tagen?|tage?|werktagen?|wochen?|monaten?|jahren?|jahre|nächten?|nacht",
    numerals:
      "eine?[nrms]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dutzend|hundert|halbe[nrs]?|wenige[nr]?|einige[nr]?|unbegrenzt",
    places: "straße|strasse|str\\.|gasse|weg|platz|allee|ufer|ring|hof|gebäude|stock|etage|gegenüber|neben|nähe|nähe",
    people: "gegründet|gründete|[Gg]ründer|[Ff]amilie|Frau|Herr|Inhaber|geführt|führt|leitet",
    today: "heute|täglich|jeden tag|morgen",
  },
  questionWords:
    "wie ?viele?|wie|was|wann|wo|wohin|woher|wer|wem|wen|welche[rsnm]?|warum|wieso|weshalb|womit|wofür|worum|ab wann|bis wann|seit wann|um wie ?viel|mit wem|an wen|für wen",
  verbs:
    "kann|kannst|können|könnt|könnte|könnten|könntet|darf|dürfen|muss|müssen|ist|sind|seid|bist|war|hat|habt|haben|hast|gibts?|gibt es|wird|werden|würdet|soll|sollte|lohnt|verkauft|verkaufen|liefert|liefern|versendet|versenden|bietet|bieten|nehmt|nehmen|akzeptiert|akzeptieren|macht|machen|geht|kommt|bekomme|bekommt|kostet|brauche|brauchen|braucht|repariert|öffnet|lassen|arbeitet|vermietet|backt|führt|hilft|funktioniert",
  openers: "und|aber|also|auch|oder|dann|bitte|ok|okay|sagt|sag mal",
  and: "und|sowie|und auch",
  which: "welche[rsnm]?",
  list: "welche (?:\\p{L}+ ){0,2}(?:gibt|habt|haben|sind|bietet|bieten|verkauft|führt|kann|könnt)|was (?:gibt es|habt ihr|haben sie|bietet|bieten|ist .{0,20}enthalten|gehört)|liste|enthalten|inbegriffen|inklusive",
  steps:
    "wie (?:kann|soll|muss|sollte|könnte) (?:ich|man|wir)|wie (?:geht|funktioniert|mache|bestelle|kündige|buche|bekomme|melde|zahle|stelle|richte)|schritte?|anleitung",
  definition: "was (?:ist|sind|bedeutet|heißt)|erklär\\p{L}*|definition",
  now: "heute|heute abend|morgen|gestern|gerade|im moment|jetzt|diese woche|diesen monat",
  opening: "offen|geöffnet|öffn\\p{L}*|geschlossen|auf|zu|liefer\\p{L}*|bestell\\p{L}*|versand",
  aside: "bevor|nachdem|während|wenn|weil|falls|da ich|da wir|sobald|obwohl|statt|anstatt|anstelle",
  leans:
    "es|ihn|ihm|davon|dafür|damit|dort|dazu|dabei|daran|darauf|diese[rsmn]?|denen|das(?= (?:kostet|ist|dauert|geht|kosten)|[ ]*\\?)",
  continues: "und|oder|aber|also|dann|was ist mit|wie ist es mit|wie sieht es (?:mit|am|im)|auch",
  dangling:
    "dies|diese[rsmn]?|er|es|sie (?:ist|sind|hat|haben|wird|kann|kostet)|ihn|ihm|dort|dann|aber|und|oder|also|auch|außerdem|jedoch|deshalb|daher|dazu|dafür|damit|dabei|davon|danach|sonst|andernfalls|stattdessen|beide|solche|das|dadurch|dagegen|trotzdem|auf vorbestellung ist es",
  reply: "ja|nein|nicht|nie|niemals|nur|natürlich|selbstverständlich|klar|leider|doch",
  instruction:
    "(?:zuerst|dann|danach|nun|jetzt|bitte)? ?(?:öffnen|klicken|wählen|geben|schreiben|rufen|bringen|senden|schicken|drücken|stecken|ziehen|legen|nehmen|halten|melden|tippen|folgen|füllen|laden|prüfen|warten|gehen|stellen|schließen|starten|entfernen|speichern|kommen|fragen|bestellen|zahlen) sie",
  denied: "gibt (?:es )?keinen?|gibt (?:es )?keine|haben (?:wir )?keinen?|haben (?:wir )?keine",
};
