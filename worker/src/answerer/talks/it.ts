// What visitors say in Italian that is no question about the site, and what is said to it.
import type { SpokenTalk } from "../talk.ts";

const PERSON =
  "uman[oa]|persona|essere umano|operatore|operatrice|qualcuno|addett[oa]|responsabile|consulente|servizio clienti";

export const ITALIAN_TALK: SpokenTalk = {
  greeting: "ciao|salve|buongiorno|buon giorno|buonasera|buona sera|gentile (?:team|staff)|gentili signori",
  said: {
    hello: "(?:ciao|salve|buon ?giorno|buona ?sera|buon pomeriggio|ehilà)(?: (?:a tutti|a voi|team|di nuovo|bot))*",
    thanks:
      "(?:ok |va bene |perfetto |benissimo |ottimo |sì )*(?:(?:tante |molte |mille )?grazie|la ringrazio|vi ringrazio|ti ringrazio)(?: (?:mille|tante|infinite|a (?:lei|voi|te)|per (?:l'|la|le|il|tutto)? ?(?:aiuto|risposta|informazioni|info)?|gentilissim[oi]|arrivederci|ciao))*",
    goodbye:
      "(?:ok |grazie |allora )*(?:arrivederci|a presto|addio|ci vediamo|a (?:dopo|domani|più tardi)|buona (?:giornata|serata|notte|domenica)|buon (?:fine settimana|weekend)|ciao ciao)",
    self: "(?:ma )?chi (?:sei|è lei|siete)(?: tu)?|(?:che )?cosa sei|con chi (?:parlo|sto parlando|scrivo)|come ti chiami|(?:sei|lei è|è|questo è|sto parlando con|parlo con) (?:un[oa]? |un')?(?:ver[oa] )?(?:uman[oa]|persona|essere umano|robot|bot|chatbot|macchina|ia|intelligenza artificiale|computer|programma|chatgpt)(?: ver[oa]| reale)?(?: o .{1,40})?",
    abilities:
      "aiuto|aiutami|mi aiuti|(?:mi )?(?:puoi|può|potete|potresti) (?:aiutarmi|aiutare)|ho bisogno di aiuto|(?:che )?cosa (?:puoi|può|sai) fare(?: per me)?|posso (?:fare|farti|farle) una domanda|ho una domanda|come funziona(?: questa chat)?",
    person: `(?:(?:voglio|vorrei|posso|potrei|preferisco|ho bisogno di|per favore|mi passi|mi metta) )*(?:(?:parlare|chattare|comunicare|contattare|in contatto) )?(?:(?:con|a|un|una|il|la|qualche) )*(?:ver[oa] )?(?:${PERSON})(?: (?:ver[oa]|reale|uman[oa]|in carne e ossa|del team|per favore|direttamente))*|c'è qualcuno(?: lì| qui)?`,
    wellbeing: "(?:ciao )?(?:come (?:stai|sta|state|va)|tutto bene)(?: oggi)?",
    yes: "s[iì]|s[iì] (?:grazie|per favore|certo|volentieri)|certo|certamente|volentieri|naturalmente|per favore",
    no: "no|no grazie|grazie no|non (?:ora|adesso|serve)|(?:ok |grazie |no )*(?:è tutto|basta così|nient'altro|niente altro)(?: grazie)?|niente|lascia (?:stare|perdere)|fa niente",
    fine: "(?:ok|va bene|bene|molto bene|ottimo|perfetto|capito|ho capito|capisco|ah|d'accordo|benissimo|fantastico|bello)(?: (?:allora|ok|dunque))*",
    insult:
      "(?:sei |è |questo è |che |siete |fai |sto |questa |questo )*(?:davvero |proprio |così |un |una |uno |molto )*(?:merda|schifo|inutile|stupid[oa]|idiota|scem[oa]|deficiente|cretin[oa]|stronz[oa]|pessim[oa]|orribile|cazzata|coglione|imbecille|ridicol[oa]|spazzatura)(?: (?:di )?(?:bot|chatbot|robot|macchina|chat|cosa))*|vaffanculo|va(?:i)? a quel paese|stai zitto|non (?:servi|serve) a niente|non (?:mi )?aiuti(?: per niente)?|cazzo",
  },
  hello: (site) => `Buongiorno! Che cosa vorrebbe sapere su ${site}?`,
  welcome: "Prego. Desidera sapere altro?",
  goodbye: (site) => `Arrivederci, e grazie per la visita a ${site}.`,
  self: (site) =>
    `Sono il risponditore automatico di ${site}: cerco la sua domanda nelle pagine di questo sito e cito quello che dicono. Non sono una persona, e nessun modello linguistico scrive queste risposte.`,
  abilities: (site) =>
    `Mi chieda qualcosa su ${site}: cerco nelle pagine di questo sito, cito la risposta e mostro dove si trova. Se non lo dicono, posso passare il suo indirizzo e-mail al team.`,
  person: (site) =>
    `Nessuno può ancora subentrare dal vivo in questa chat. Scriva qui il suo indirizzo e-mail, e lo passo al team di ${site}, così una persona potrà risponderle.`,
  wellbeing: "Sono un programma, quindi sempre uguale, ma grazie della domanda. Che cosa vorrebbe sapere?",
  typeAddress: "Bene. Scriva qui il suo indirizzo e-mail, e lo passo al team.",
  goOn: "Bene. Che cosa vorrebbe sapere?",
  allRight: "Va bene. Sono qui se le serve altro.",
  anythingElse: "Bene. Desidera sapere altro?",
  insulted:
    "Mi dispiace di non aver potuto aiutare. Mi dica in poche parole che cosa cerca, o scriva il suo indirizzo e-mail, così una persona potrà risponderle.",
};
