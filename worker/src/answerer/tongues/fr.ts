// What French says where English is not enough: its different words for the same thing, how it asks, and what answers.
import type { Spoken } from "../spoken.ts";

export const FRENCH: Spoken = {
  dropped: `est-ce jour souhaite souhaiterais aimerais besoin savoir sait svp plaît plait stp aller vraiment simplement ici là êtes été
    pendant trouve trouver trouvez trouverez faites fais propose proposez obtenir reçois possible prend prends prennent a-t-il heure
    heures hier afin ensuite également`,
  light: `offre offrez offrir disponible sorte type manière information service produit client entreprise magasin boutique site page
    question exactement actuellement vendre vendez aide travail travaillent fonctionne gens monde aujourd hui durée`,
  nounsComeFirst: true,
  same: `prix coût coûtent tarif frais cher montant
    livrer livraison livrons expédier expédition expédiez envoi envoyons port
    colis paquet
    retourner retour renvoyer échanger rendre rapporter
    rembourser remboursons
    ouvert ouvrir ouverture horaire
    fermé fermeture
    téléphone appeler numéro portable
    mail email courriel
    acheter achat commander
    payer règlement payable
    carte bancaire
    adresse situé accès itinéraire emplacement
    taille dimensions grandeur
    poids lourd pèse
    fondé fondateur fondatrice créé création
    employés salariés personnel équipe
    cassé endommagé défectueux abîmé
    rendez réservation
    annuler résilier
    remise réduction promotion rabais code
    parking stationnement garer
    inclus inclut compris comprise
    louer location
    facture reçu
    propriétaire patron gérant`,
  general: `weekend samedi dimanche
    animal chien chat
    fermé ouvert
    étranger belgique suisse allemagne europe`,
  alike: [
    ["e-mail", "email"],
    ["week-?ends?", "weekend"],
  ],
  rewritten: [
    [
      "où (?:est|êtes|sont|se trouve|se trouvent|se situe|puis-je vous trouver|vous trouver|vous trouvez)(?:-vous)?",
      "où adresse lieu",
    ],
    ["(?<=annuler )(?:ma|la|une|mon|le|un) (?:réservation|commande|rendez-vous)", " "],
    ["frais de (?:port|livraison|transport)", "prix livraison"],
    ["délais? de livraison", "délai livraison"],
    ["\\bcode postal\\b", "adresse"],
  ],
  asked: {
    weight: "combien pès\\p{L}*|quel (?:est le )?poids|poids|pèse",
    temperature: "température",
    price:
      "combien (?:coût\\p{L}*|ça coûte|vaut|valent|faut-il payer|est|sont|je paie|pour|cela)|(?:à )?quel (?:est le )?(?:prix|tarif|coût)|prix|tarifs?|coût\\p{L}*|frais|cher|chère|gratuite?",
    duration:
      "combien de (?:temps|jours|semaines|mois|ans|heures|minutes)|sous combien|quels? délais?|délais?|quelle (?:est la )?durée|durée|dure|durent|à quelle fréquence",
    size: "quelle (?:est la )?(?:taille|longueur|largeur|hauteur|dimension|distance)|quelles (?:sont les )?dimensions|dimensions|taille|hauteur|à quelle distance",
    when: "quand|à quelles? heures?|jusqu'à quelle heure|quels? jours?|quels? (?:sont (?:les|vos) )?horaires|horaires?|heures d'ouverture|ouverte?s?|ouvrez|fermée?s?|fermez",
    email: "e-?mail|courriel|adresse (?:e-?mail|électronique)",
    phone: "téléphone|numéro(?: de téléphone)?|appeler|téléphoner",
    identifier: "numéro \\p{L}+(?: \\p{L}+)?|iban|siret",
    address: "adresse|situés?|située?s?|itinéraire|accès",
    where: "où",
    count: "combien (?:de|d')|combien (?=\\p{L}+-)",
    who: "qui",
  },
  standsFor: {
    weight: "poids lourd pèse",
    temperature: "température",
    price: "prix gratuit payer",
    duration: "durée dure délai délais jours",
    size: "taille hauteur largeur longueur distance",
    email: "email adresse écrire",
    phone: "téléphone",
    address: "adresse lieu",
  },
  answers: {
    money: "gratuite?s?|gratuitement|sans frais|offerte?s?|\\d+ ?%",
    moments:
      "lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|week-?ends?|midi|minuit|tous les jours|le soir|le matin|demain|lendemain|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\\d{1,2} h(?: \\d\\d)?",
    units: "secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|années?|nuits?",
    numerals:
      "une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|douzaine|demie?|quelques|illimitée?s?",
    places:
      "rue|avenue|boulevard|place|quai|chemin|route|impasse|allée|bâtiment|étage|en face|près|à côté|situé|située",
    people: "fondé|fondateur|fondatrice|créé|famille|[Mm]adame|[Mm]onsieur|dirige|gérant",
    today: "aujourd'hui|aujourd’hui|tous les jours|chaque jour|demain",
  },
  questionWords:
    "combien|comment|quand|où|d'où|qui|que|qu'est-ce|quoi|quels?|quelles?|pourquoi|à quelles?|à quels?|à qui|avec qui|depuis quand|jusqu'à quand|jusqu'à quelle|dans quels?|sous combien|en combien|de combien|à partir de quand|à partir de quels?",
  verbs:
    "est-ce(?: que| qu')?|puis-je|\\p{L}+-(?:vous|je|nous|on|ils|elles|il|elle|tu)|\\p{L}+-t-(?:il|elle|on)|vous (?:êtes|avez|faites|livrez|vendez|acceptez|prenez|louez|réparez|proposez|ouvrez|fermez)|je (?:peux|dois|voudrais|veux|cherche)|on peut|peut|peux|ont|est|sont|avez|il y a|y a|dois|faut",
  openers: "et|mais|ou|aussi|alors|donc|s'il vous plaît|svp|dites|ok|d'accord",
  and: "et|et aussi",
  which: "quels?|quelles?",
  list: "quels? (?:\\p{L}+ ){0,2}(?:sont|avez|vendez|proposez|peut)|quelles (?:\\p{L}+ ){0,2}(?:sont|avez|proposez)|qu'est-ce qui est (?:inclus|compris)|que comprend|liste|inclus|compris",
  steps:
    "comment (?:puis-je|faire|dois-je|peut-on|ça marche|fonctionne|est-ce que je peux|je peux|réserver|annuler|commander|payer|changer|installer|utiliser|retourner|renvoyer)|étapes?|mode d'emploi",
  definition: "qu'est-ce qu|c'est quoi|que veut dire|définition|expliqu\\p{L}*",
  now: "aujourd['’]hui|ce soir|demain|hier|maintenant|en ce moment|cette semaine|ce mois-ci|ce matin",
  opening: "ouv\\p{L}*|ferm\\p{L}*|horaires?|livr\\p{L}*|command\\p{L}*|expéd\\p{L}*",
  aside:
    "avant de|avant que|après avoir|pendant que|quand je|quand on|parce que|parce qu'|puisque|comme je|si je|si on|si nous|dès que|lorsque|au lieu de|plutôt que",
  leans: "il|elle|ils|elles|le(?= \\p{L}+er\\b)|ça|cela|celui-ci|celle-ci|ceux-ci|y|en|là|ceci",
  continues: "et|ou|mais|aussi|alors|donc|qu'en est-il",
  dangling:
    "il|elle|ils|elles|cela|ça|ce|c['’]est|celui-ci|celle-ci|ceux-ci|ceci|y|là|alors|mais|et|ou|donc|aussi|ensuite|puis|en outre|cependant|toutefois|c['’]est pourquoi|pour cela|sinon|après cela|les deux|tous deux",
  reply: "oui|non|jamais|seulement|bien sûr|uniquement|malheureusement|si",
  instruction:
    "(?:d'abord|puis|ensuite|enfin)?,? ?(?:ouvrez|cliquez|choisissez|entrez|écrivez|appelez|apportez|envoyez|appuyez|branchez|tirez|posez|prenez|tenez|tapez|suivez|remplissez|chargez|vérifiez|attendez|allez|mettez|fermez|retirez|demandez|commandez|payez|réservez|sélectionnez)",
  denied: "(?:il n['’]y a|nous n['’]avons|n['’]a) (?:pas|aucune?|plus)(?: de| d['’])?",
};
