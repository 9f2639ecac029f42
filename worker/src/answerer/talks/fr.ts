// What visitors say in French that is no question about the site, and what is said to it.
import type { SpokenTalk } from "../talk.ts";

const PERSON =
  "humain|personne|être humain|conseill(?:er|ère)|quelqu'un|agent|employé|membre de l'équipe|service client|opérateur|vendeu(?:r|se)";

export const FRENCH_TALK: SpokenTalk = {
  greeting: "bonjour|bonsoir|salut|coucou|madame monsieur|chère équipe",
  said: {
    hello:
      "(?:bonjour|bonsoir|salut|coucou|hello|bjr)(?: (?:à tous|à toutes|tout le monde|l'équipe|madame|monsieur|le bot))*",
    thanks:
      "(?:ok |super |parfait |très bien |d'accord |oui )*(?:merci|mille mercis|un grand merci|je vous remercie|mci)(?: (?:beaucoup|bien|bcp|à vous|infiniment|pour (?:votre|ton|l'|la|les|tout|cette)? ?(?:aide|réponse|infos?|informations?)?|c'est (?:gentil|parfait)|au revoir|bonne journée))*",
    goodbye:
      "(?:ok |merci |bon |allez )*(?:au revoir|à (?:bientôt|plus|plus tard|demain|la prochaine)|a plus|adieu|bonne (?:journée|soirée|nuit|fin de journée)|bon week-?end)(?: (?:à vous|et merci))*",
    self: "(?:mais )?(?:qui|que) (?:êtes-vous|es-tu|êtes vous|es tu)|(?:vous êtes|t'es|tu es|c'est) qui|à qui (?:je parle|ai-je affaire|est-ce que je parle|parle-je)|comment (?:vous appelez-vous|t'appelles-tu|tu t'appelles)|(?:êtes-vous|es-tu|vous êtes|tu es|t'es|c'est|est-ce|est-ce que (?:vous êtes|tu es|c'est)|est-ce que je parle à|je parle à|parle-t-on à) (?:une? )?(?:vraie? )?(?:humaine?|personne|robot|bot|chatbot|machine|ia|ordinateur|programme|chatgpt|être humain)(?: réelle?| humaine?)?(?: ou .{1,40})?",
    abilities:
      "(?:à l')?aide|aidez-moi|aide-moi|(?:pouvez-vous|peux-tu|vous pouvez|tu peux) m'aider|j'ai besoin d'aide|(?:que|qu'est-ce que) (?:pouvez-vous|peux-tu|vous pouvez|tu peux)(?: faire)?(?: pour moi)?|puis-je (?:vous )?poser une question|j'ai une question|comment ça (?:marche|fonctionne)",
    person: `(?:(?:je (?:veux|voudrais|souhaite|souhaiterais|dois|peux|préfère|préférerais)|j'aimerais|puis-je|est-ce que je peux|pouvez-vous me|mettez-moi|passez-moi|on peut) )*(?:s'il vous plaît |svp )*(?:(?:parler|discuter|échanger|être mis en (?:relation|contact)|mettre en (?:relation|contact)|en (?:relation|contact)|contacter|joindre) )?(?:(?:à|avec|au|un|une|le|de) )*(?:vraie? )?(?:${PERSON})(?: (?:réelle?|humaine?|de l'équipe|s'il vous plaît|svp|directement))*|(?:il y a|y a-t-il|est-ce qu'il y a) quelqu'un(?: ici)?`,
    wellbeing: "(?:bonjour |salut )?(?:comment (?:allez-vous|vas-tu|ça va)|(?:ça|ca) va(?: bien)?)(?: aujourd'hui)?",
    yes: "oui|ouais|oui (?:merci|s'il vous plaît|svp|volontiers)|volontiers|bien sûr|avec plaisir|s'il vous plaît|svp",
    no: "non|nan|non merci|merci non|pas (?:maintenant|besoin|la peine)|(?:ok |merci |non )*(?:c'est tout|ce sera tout|c'est bon)(?: merci)?|rien(?: d'autre)?|laissez tomber|laisse tomber|tant pis",
    fine: "(?:ok|d'accord|dac|bien|très bien|bon|super|parfait|génial|cool|compris|je (?:comprends|vois)|ah|ah bon|entendu|ça marche|nickel)(?: (?:alors|ok|merci alors))*",
    insult:
      "(?:tu es |t'es |vous êtes |c'est |quel |quelle |ce |espèce d'|espèce de )*(?:vraiment |trop |complètement |un |une |de la |du |des )*(?:merde|merdique|nul|nulle|naze|stupide|bête|débile|idiot|idiote|inutile|con|conne|connard|connasse|crétin|imbécile|pourri|pourrie|abruti|salaud|pathétique|lamentable|n'importe quoi)(?: (?:bot|chatbot|robot|machine|truc|chat|ce chat|ce bot|ce robot))*|va te faire (?:foutre|voir)|ta gueule|ferme-la|(?:tu|vous|ça) (?:ne )?(?:sers|servez|sert) à rien|putain",
  },
  hello: (site) => `Bonjour ! Que souhaitez-vous savoir sur ${site} ?`,
  welcome: "Je vous en prie. Souhaitez-vous savoir autre chose ?",
  goodbye: (site) => `Au revoir, et merci de votre visite chez ${site}.`,
  self: (site) =>
    `Je suis le répondeur automatique de ${site} : je cherche votre question dans les pages de ce site et je cite ce qu’elles disent. Je ne suis pas une personne, et aucun modèle de langage n’écrit ces réponses.`,
  abilities: (site) =>
    `Posez-moi une question sur ${site} : je cherche dans les pages de ce site, je cite la réponse et je montre où elle se trouve. Si elles n’en disent rien, je peux transmettre votre adresse e-mail à l’équipe.`,
  person: (site) =>
    `Personne ne peut encore reprendre cette conversation en direct. Écrivez ici votre adresse e-mail, et je la transmets à l’équipe de ${site}, pour qu’une personne vous réponde.`,
  wellbeing: "Je suis un programme, donc toujours pareil, mais merci de demander. Que souhaitez-vous savoir ?",
  typeAddress: "Bien. Écrivez simplement votre adresse e-mail ici, et je la transmets à l’équipe.",
  goOn: "Bien. Que souhaitez-vous savoir ?",
  allRight: "Très bien. Je reste là si vous avez une autre question.",
  anythingElse: "Bien. Souhaitez-vous savoir autre chose ?",
  insulted:
    "Je suis désolé de ne pas avoir pu vous aider. Dites-moi en quelques mots ce que vous cherchez, ou écrivez votre adresse e-mail, pour qu’une personne vous réponde.",
};
