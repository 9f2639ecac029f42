// What the built-in answerer says itself, in the languages that it can tell apart.

import type { Language } from "../language/language.ts";

export interface Phrases {
  notFound: string;
  quoted: (text: string) => string;
  nearest: (titles: string, isOne: boolean) => string;
  and: string;
  otherLanguage: (language: string) => string; // when the pages are in another one than the question
  partNotFound: string; // before the quoted part
  invitation: string;
  passedOn: (how: string, site: string) => string;
  notPassedOn: (how: string) => string;
  that: string; // for details that are not known
  languages: Record<Language, string>; // their names
}

const names = (list: string): Record<Language, string> => {
  const [en = "", de = "", fr = "", es = "", it = "", nl = "", pt = ""] = list.split(" ");
  return { en, de, fr, es, it, nl, pt };
};

export const PHRASES: Record<Language, Phrases> = {
  en: {
    notFound: "I did not find an answer to that on the pages of this site.",
    quoted: (text) => `“${text}”`,
    nearest: (titles, isOne) => `The nearest that I have ${isOne ? "is" : "are"} ${titles}.`,
    and: "and",
    otherLanguage: (language) => `They are in ${language}.`,
    partNotFound: "The pages do not say:",
    invitation: "If you type your e-mail address here, I pass it on to the team, so that a person can answer you.",
    passedOn: (how, site) => `Thank you. I passed ${how} on to the team at ${site}, so that they can get back to you.`,
    notPassedOn: (how) => `I could not pass ${how} on. Please check it and type it once more.`,
    that: "that",
    languages: names("English German French Spanish Italian Dutch Portuguese"),
  },
  de: {
    notFound: "Dazu habe ich auf den Seiten dieser Website keine Antwort gefunden.",
    quoted: (text) => `„${text}“`,
    nearest: (titles) => `Am nächsten kommt: ${titles}.`,
    and: "und",
    otherLanguage: (language) => `Sie sind auf ${language} geschrieben.`,
    partNotFound: "Dazu steht nichts auf den Seiten:",
    invitation:
      "Wenn Sie hier Ihre E-Mail-Adresse eingeben, leite ich sie an das Team weiter, und ein Mensch antwortet Ihnen.",
    passedOn: (how, site) =>
      `Danke. Ich habe ${how} an das Team von ${site} weitergeleitet, damit es sich bei Ihnen meldet.`,
    notPassedOn: (how) =>
      `Ich konnte ${how} nicht weiterleiten. Bitte prüfen Sie die Angabe und schreiben Sie sie noch einmal.`,
    that: "das",
    languages: names("Englisch Deutsch Französisch Spanisch Italienisch Niederländisch Portugiesisch"),
  },
  fr: {
    notFound: "Je n’ai pas trouvé de réponse à cette question sur les pages de ce site.",
    quoted: (text) => `« ${text} »`,
    nearest: (titles) => `Ce qui s’en approche le plus : ${titles}.`,
    and: "et",
    otherLanguage: (language) => `Elles sont en ${language}.`,
    partNotFound: "Les pages n’en disent rien :",
    invitation:
      "Si vous écrivez ici votre adresse e-mail, je la transmets à l’équipe, et une personne pourra vous répondre.",
    passedOn: (how, site) => `Merci. J’ai transmis ${how} à l’équipe de ${site}, qui pourra revenir vers vous.`,
    notPassedOn: (how) => `Je n’ai pas pu transmettre ${how}. Veuillez vérifier et l’écrire encore une fois.`,
    that: "cela",
    languages: names("anglais allemand français espagnol italien néerlandais portugais"),
  },
  es: {
    notFound: "No he encontrado una respuesta a eso en las páginas de este sitio.",
    quoted: (text) => `«${text}»`,
    nearest: (titles) => `Lo más parecido que tengo: ${titles}.`,
    and: "y",
    otherLanguage: (language) => `Están en ${language}.`,
    partNotFound: "Las páginas no lo dicen:",
    invitation:
      "Si escribe aquí su dirección de correo electrónico, la paso al equipo para que una persona le responda.",
    passedOn: (how, site) => `Gracias. He pasado ${how} al equipo de ${site}, para que se ponga en contacto con usted.`,
    notPassedOn: (how) => `No he podido pasar ${how}. Compruébelo, por favor, y escríbalo otra vez.`,
    that: "eso",
    languages: names("inglés alemán francés español italiano neerlandés portugués"),
  },
  it: {
    notFound: "Non ho trovato una risposta a questa domanda nelle pagine di questo sito.",
    quoted: (text) => `«${text}»`,
    nearest: (titles) => `La cosa più vicina che ho: ${titles}.`,
    and: "e",
    otherLanguage: (language) => `Sono in ${language}.`,
    partNotFound: "Le pagine non lo dicono:",
    invitation: "Se scrive qui il suo indirizzo e-mail, lo passo al team, così una persona potrà risponderle.",
    passedOn: (how, site) => `Grazie. Ho passato ${how} al team di ${site}, che potrà risponderle.`,
    notPassedOn: (how) => `Non ho potuto passare ${how}. Controlli, per favore, e lo scriva ancora una volta.`,
    that: "questo",
    languages: names("inglese tedesco francese spagnolo italiano olandese portoghese"),
  },
  nl: {
    notFound: "Daarop heb ik op de pagina’s van deze site geen antwoord gevonden.",
    quoted: (text) => `“${text}”`,
    nearest: (titles) => `Het dichtst in de buurt komt: ${titles}.`,
    and: "en",
    otherLanguage: (language) => `Ze zijn in het ${language}.`,
    partNotFound: "De pagina’s zeggen niet:",
    invitation: "Als u hier uw e-mailadres typt, geef ik het door aan het team, zodat iemand u kan antwoorden.",
    passedOn: (how, site) =>
      `Dank u. Ik heb ${how} doorgegeven aan het team van ${site}, zodat zij contact met u kunnen opnemen.`,
    notPassedOn: (how) => `Ik kon ${how} niet doorgeven. Controleer het alstublieft en typ het nog een keer.`,
    that: "dat",
    languages: names("Engels Duits Frans Spaans Italiaans Nederlands Portugees"),
  },
  pt: {
    notFound: "Não encontrei uma resposta a isso nas páginas deste site.",
    quoted: (text) => `“${text}”`,
    nearest: (titles) => `O mais próximo que tenho: ${titles}.`,
    and: "e",
    otherLanguage: (language) => `Estão em ${language}.`,
    partNotFound: "As páginas não o dizem:",
    invitation: "Se escrever aqui o seu endereço de e-mail, passo-o à equipa, para que uma pessoa lhe possa responder.",
    passedOn: (how, site) => `Obrigado. Passei ${how} à equipa de ${site}, para que lhe possa responder.`,
    notPassedOn: (how) => `Não consegui passar ${how}. Verifique, por favor, e escreva outra vez.`,
    that: "isso",
    languages: names("inglês alemão francês espanhol italiano neerlandês português"),
  },
};

const all = Object.values(PHRASES);

/** Whether an answer that was written here says that the pages have none. */
export const saysNothingFound = (text: string) => all.some(({ notFound }) => text.includes(notFound));

const INVITING =
  /e-?mail[ -]?adress|e-?mail address|adresse e-?mail|correo electrónico|indirizzo e-?mail|endereço de e-?mail|e-?mailadres/i;

/** Whether a text asks for an e-mail address, as here or in other words. */
export const invites = (text: string) => INVITING.test(text) || all.some(({ invitation }) => text.includes(invitation));
