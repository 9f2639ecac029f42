// What visitors say in Dutch that is no question about the site, and what is said to it.
import type { SpokenTalk } from "../talk.ts";

const PERSON = "mens|persoon|medewerker|iemand|collega|klantenservice|adviseur|echt mens";

export const DUTCH_TALK: SpokenTalk = {
  greeting:
    "hallo|hoi|dag|goede(?:n)?(?:dag|morgen|middag|avond)|goede (?:dag|morgen|middag|avond)|beste (?:team|mensen)",
  said: {
    hello:
      "(?:hallo|hoi|hey|hé|hi|dag|goede(?:n)? ?(?:dag|morgen|middag|avond))(?: (?:allemaal|team|daar|bot|weer|jullie))*",
    thanks:
      "(?:ok |oké |super |top |prima |ja )*(?:(?:heel )?erg bedankt|hartelijk (?:bedankt|dank)|bedankt|dank (?:je|u|jullie)|dankje|dankjewel|dankuwel|merci|thanks)(?: (?:wel|voor (?:de|uw|je|jullie) (?:snelle )?(?:hulp|info|informatie|antwoord|moeite)|hoor|doei))*",
    goodbye:
      "(?:ok |oké |bedankt |nou )*(?:doei(?: doei)?|doeg|tot (?:ziens|straks|later|gauw|morgen)|dag hoor|fijne (?:dag|avond)(?: nog)?|prettig weekend|goedenacht|welterusten)",
    self: "wie (?:ben (?:je|jij)|bent u|zijn jullie)(?: eigenlijk)?|wat (?:ben (?:je|jij)|bent u)|met wie (?:spreek|chat|praat) ik(?: eigenlijk| hier)?|hoe heet (?:je|u)|(?:ben je|ben jij|bent u|is dit|is dat|spreek ik met|praat ik met|chat ik met)(?: nou| eigenlijk| hier)* (?:een )?(?:echt |echte |levend )?(?:mens|persoon|robot|bot|chatbot|machine|ai|computer|programma|chatgpt|echt)(?: of .{1,40})?",
    abilities:
      "help|hulp|(?:kun je|kan je|kunt u|kunnen jullie) (?:me|mij) (?:even )?helpen|ik heb hulp nodig|wat (?:kun je|kan je|kunt u)(?: allemaal| voor mij| voor me)*(?: doen)?|mag ik (?:iets|wat) vragen|ik heb een vraag|hoe werkt (?:dit|dat|deze chat)",
    person: `(?:(?:ik (?:wil|zou|moet)|kan ik|mag ik|graag|alstublieft|verbind me) )*(?:graag |even |liever )*(?:met |door met )?(?:een |de |uw |jullie )?(?:echte? |levende? )?(?:${PERSON})(?: (?:spreken|praten|chatten|willen spreken|willen praten|van het team|alstublieft|aub|graag))*|is er (?:iemand|een medewerker)(?: aanwezig| beschikbaar| daar)?`,
    wellbeing: "(?:hallo |hoi )?(?:en )?hoe (?:gaat het|is het|gaat 't)(?: met (?:je|jou|u|jullie))?(?: vandaag)?",
    yes: "ja|jawel|ja graag|graag|ja hoor|natuurlijk|zeker|jazeker|alstublieft",
    no: "nee|neen|nee hoor|nee (?:bedankt|dank (?:je|u))(?: wel)?|(?:ok |bedankt |nee )*(?:dat (?:was|is) (?:het|alles))|niets(?: meer)?|verder niets|laat maar|niet (?:nodig|nu)",
    fine: "(?:ok(?:é|ay|e)?|goed|prima|top|fijn|mooi|super|duidelijk|begrepen|ik snap het|aha|perfect|uitstekend|in orde)(?: (?:dan|zo|hoor))*",
    insult:
      "(?:je bent |jij bent |u bent |dit is |dat is |wat een |wat |jullie zijn )*(?:echt |zo |heel |gewoon |een |helemaal )*(?:klote\\p{L}*|kut\\p{L}*|stom\\p{L}*|dom|domme|idioot|idiote|nutteloos|nutteloze|waardeloos|waardeloze|slecht\\p{L}*|rotzooi|troep|onzin|klootzak|lul|sukkel|eikel|achterlijk\\p{L}*)(?: (?:bot|chatbot|ding|chat|robot|machine|programma|je|zeg))*|rot op|flikker op|hou je (?:mond|bek|kop)|val dood|je (?:helpt|kunt) (?:me |mij )?(?:echt |helemaal )?(?:niet|niets)(?: helpen)?",
  },
  hello: (site) => `Hallo! Wat wilt u weten over ${site}?`,
  welcome: "Graag gedaan. Wilt u nog iets weten?",
  goodbye: (site) => `Tot ziens, en bedankt voor uw bezoek aan ${site}.`,
  self: (site) =>
    `Ik ben de automatische vraagbaak van ${site}: ik zoek bij uw vraag op de pagina’s van deze site en citeer wat daar staat. Ik ben geen mens, en deze antwoorden worden niet door een taalmodel geschreven.`,
  abilities: (site) =>
    `Vraag me iets over ${site}: ik zoek op de pagina’s van deze site, citeer het antwoord en laat zien waar het staat. Als het er niet staat, kan ik uw e-mailadres aan het team doorgeven.`,
  person: (site) =>
    `In deze chat kan nog niemand het gesprek overnemen. Typ hier uw e-mailadres, dan geef ik het door aan het team van ${site}, zodat iemand u kan antwoorden.`,
  wellbeing: "Ik ben een programma en dus altijd hetzelfde, maar bedankt voor de vraag. Wat wilt u weten?",
  typeAddress: "Goed. Typ hier gewoon uw e-mailadres, dan geef ik het door aan het team.",
  goOn: "Goed. Wat wilt u weten?",
  allRight: "Prima. Ik ben er als u nog iets wilt weten.",
  anythingElse: "Goed. Wilt u nog iets weten?",
  insulted:
    "Het spijt me dat ik niet kon helpen. Zeg me in een paar woorden wat u zoekt, of typ uw e-mailadres, zodat iemand u kan antwoorden.",
};
