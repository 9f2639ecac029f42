// What visitors say in German that is no question about the site, and what is said to it.
import type { SpokenTalk } from "../talk.ts";

const PERSON =
  "menschen?|mitarbeiter(?:in)?|person|berater(?:in)?|jemand(?:em|en)?|kundendienst|kundenservice|ansprechpartner(?:in)?|kollegen";

export const GERMAN_TALK: SpokenTalk = {
  greeting: "hallo|moin|servus|grüß gott|guten (?:tag|morgen|abend)|liebes team|sehr geehrte damen und herren",
  said: {
    hello:
      "(?:hallo|hi|hey|moin(?: moin)?|servus|grüezi|grüß (?:gott|dich|euch)|(?:schönen )?guten (?:tag|morgen|abend)|tag)(?: (?:zusammen|allerseits|team|nochmal|bot|ihr|da))*",
    thanks:
      "(?:ok |okay |super |prima |toll |perfekt |alles klar |ja )*(?:(?:vielen|herzlichen|besten|tausend|lieben) dank|danke|dankeschön|merci)(?: (?:schön|sehr|dir|ihnen|euch|vielmals|nochmals?|für (?:die|ihre|deine|eure) (?:schnelle )?(?:hilfe|antwort|auskunft|info|information)|das (?:hilft|war hilfreich)|tschüss))*",
    goodbye:
      "(?:ok |danke |dann |gut )*(?:tsch(?:üss|üß|uss|au)|(?:auf )?wiedersehen|bis (?:bald|dann|später|morgen)|(?:einen )?schönen (?:tag|abend)(?: noch)?|schönes wochenende|gute nacht|mach'?s gut|ade)",
    self: "wer (?:bist du|sind sie|seid ihr)(?: eigentlich| denn)?|was (?:bist du|sind sie)(?: eigentlich)?|mit wem (?:spreche|schreibe|rede|chatte) ich(?: hier| eigentlich| gerade)?|wie (?:heißt du|heißen sie|ist (?:dein|ihr) name)|(?:bist du|sind sie|ist das|ist das hier|spreche ich mit|schreibe ich mit|rede ich mit)(?: hier| eigentlich| etwa| überhaupt)* (?:eine?[nrm]? )?(?:echte[rnms]? |richtige[rnms]? |wirkliche[rnms]? )?(?:mensch(?:en)?|person|roboter|bot|chatbot|maschine|ki|computer|programm|chatgpt|echt)(?: oder .{1,40})?",
    abilities:
      "hilfe|(?:kannst du|können sie|könnt ihr|könnten sie) mir (?:bitte )?helfen(?: bitte)?|ich (?:brauche|benötige) hilfe|was (?:kannst du|können sie|könnt ihr)(?: alles| für mich| hier)*(?: tun| machen)?|wie (?:kannst du|können sie) mir helfen|(?:kann|darf) ich (?:dich |sie |euch )?(?:etwas|was) fragen|ich (?:habe|hätte) (?:eine|mal eine) frage|wie funktioniert (?:das|dieser chat)(?: hier)?",
    person: `(?:(?:ich (?:möchte|will|würde gerne?|muss|hätte gerne?|brauche)|kann ich|könnte ich|darf ich|bitte|verbinden? (?:sie )?mich) )*(?:bitte |gerne? |lieber |mal |direkt )*(?:mit |an )?(?:eine[mnr]? |dem |den |der |euch |ihrem )?(?:echten? |richtigen? |menschlichen? )?(?:${PERSON})(?: (?:sprechen|reden|chatten|schreiben|verbunden werden|verbinden|bitte|aus dem team|vom team))*|ist (?:da |hier )?(?:jemand|wer)(?: da| hier| erreichbar)?`,
    wellbeing: "(?:hallo |hi )?(?:und )?wie geht(?:'?s| es)(?: (?:dir|ihnen|euch))?(?: heute| so)?",
    yes: "ja|ja,? bitte|ja gerne?|gerne?|klar|na klar|natürlich|jo|jawohl|sicher|bitte",
    no: "nein|nö|nee|(?:nein|nee|nö) danke|danke nein|nicht (?:jetzt|nötig)|(?:ok |danke |nein )*das (?:war'?s|war alles|ist alles|wär'?s|wäre alles)(?: danke)?|(?:sonst )?nichts(?: mehr| weiter)?|passt (?:so|schon)|hat sich erledigt|schon gut|alles gut",
    fine: "(?:ok(?:ay)?|gut|sehr gut|super|toll|prima|alles klar|verstehe|ich verstehe|verstanden|aha|ach ?so|perfekt|klasse|interessant|in ordnung|passt|schön)(?: (?:ok|gut|dann|danke dann))*",
    insult:
      "(?:du bist |ihr seid |sie sind |das ist |ist das |was für |so |bist du )*(?:echt |wirklich |so |total |völlig |eine? |einfach |ja )*(?:schei(?:ß|ss)\\p{L}*|dumm\\p{L}*|blöd\\p{L}*|idiot\\p{L}*|nutzlos\\p{L}*|unbrauchbar\\p{L}*|schlecht\\p{L}*|mist|müll|schrott|quatsch|arsch(?:loch)?|dämlich\\p{L}*|bescheuert\\p{L}*|doof\\p{L}*|depp|trottel|wichser)(?: (?:bot|chatbot|maschine|ding|chat|roboter|programm|du|teil))*|halt (?:die klappe|den mund|die fresse)|fick dich|verpiss dich|leck mich|du (?:kannst|hilfst) (?:mir )?(?:gar |überhaupt )?nicht[s]?(?: helfen)?",
  },
  hello: (site) => `Hallo! Was möchten Sie über ${site} wissen?`,
  welcome: "Gern geschehen. Möchten Sie noch etwas wissen?",
  goodbye: (site) => `Auf Wiedersehen, und danke für Ihren Besuch bei ${site}.`,
  self: (site) =>
    `Ich bin die automatische Auskunft von ${site}: Ich suche zu Ihrer Frage auf den Seiten dieser Website und zitiere, was dort steht. Ich bin kein Mensch, und diese Antworten schreibt kein Sprachmodell.`,
  abilities: (site) =>
    `Fragen Sie mich etwas über ${site}: Ich suche auf den Seiten dieser Website, zitiere die Antwort und zeige, wo sie steht. Wenn dort nichts steht, kann ich Ihre E-Mail-Adresse an das Team weitergeben.`,
  person: (site) =>
    `In diesem Chat kann noch kein Mensch übernehmen. Geben Sie hier Ihre E-Mail-Adresse ein, dann leite ich sie an das Team von ${site} weiter, und ein Mensch antwortet Ihnen.`,
  wellbeing: "Ich bin ein Programm, mir geht es immer gleich, aber danke der Nachfrage. Was möchten Sie wissen?",
  typeAddress: "Gut. Geben Sie hier einfach Ihre E-Mail-Adresse ein, ich leite sie an das Team weiter.",
  goOn: "Gut. Was möchten Sie wissen?",
  allRight: "In Ordnung. Ich bin hier, falls Sie noch etwas wissen möchten.",
  anythingElse: "Gut. Möchten Sie noch etwas wissen?",
  insulted:
    "Es tut mir leid, dass ich nicht helfen konnte. Sagen Sie mir in wenigen Worten, was Sie suchen, oder geben Sie Ihre E-Mail-Adresse ein, damit ein Mensch Ihnen antwortet.",
};
