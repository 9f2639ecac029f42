// What Italian says where English is not enough: its different words for the same thing, how it asks, and what answers.
import type { Spoken } from "../spoken.ts";

export const ITALIAN: Spoken = {
  dropped: `bisogno serve servono vorremmo gradirei sapere sai sapete favore fate faccio faremo trovo trovare trovate trova trovano magari
    forse davvero semplicemente durante oltre ore giorno giorni prendo prendere viene venire venite vengono andare vado devono
    dobbiamo ciascuno ecc cose qualche vuole vogliono c'è`,
  light: `offerta offrire offrite offrono disponibile tipo modo maniera informazione servizio prodotto cliente azienda negozio sito
    pagina domanda esattamente attualmente vendere aiuto lavora funziona gente mondo oggi`,
  nounsComeFirst: true,
  same: `prezzo costo tariffa caro listino
    spedire spedizione consegna invio mandare
    pacco pacchetto
    reso restituire rendere cambiare
    garanzia garantito
    aperto aprire aprite apriamo apre apertura orario
    chiuso chiudere chiusura
    telefono chiamare telefonare cellulare numero
    mail email posta
    comprare acquistare ordine
    carta credito bancomat
    indirizzo sede posizione raggiungere
    dimensione misura grandezza
    peso pesante
    fondato fondatore fondatrice creato
    dipendenti personale squadra
    riparare aggiustare
    rotto danneggiato difettoso
    prenotare appuntamento
    annullare disdire cancellare disdetta
    sconto buono coupon
    compreso incluso
    noleggiare affittare
    fattura ricevuta
    titolare proprietario capo
    gratis gratuito
    alto altezza`,
  general: `fine sabato domenica
    animale cane gatto
    chiuso aperto
    estero francia svizzera germania europa`,
  alike: [
    ["(?:soldi|denaro) indietro", "rimborso"],
    ["fine ?settimana|weekend", "fine"],
    ["e-mail", "email"],
  ],
  rewritten: [
    ["dove (?:siete|sono|si trova|si trovano|vi trovo|vi trovate|sta)", "dove indirizzo luogo"],
    [
      "(?<=(?:annullare|disdire|cancellare) )(?:la|una|il|un|l['’])(?: mia| mio)? ?(?:prenotazione|ordine|appuntamento)",
      " ",
    ],
    ["(?:spese|costi) di (?:spedizione|consegna)", "prezzo spedizione"],
    ["tempi di (?:spedizione|consegna)", "tempi spedizione"],
  ],
  asked: {
    weight: "quanto pesa(?:no)?|peso|pesa(?:no)?",
    temperature: "temperatura",
    price:
      "quanto (?:costa(?:no)?|viene|vengono|vale|è|si paga|pago|devo pagare|prendete|chiedete)|qual è il (?:prezzo|costo)|che prezzo|prezz[oi]|cost[oi]|costa(?:no)?|tariff[ae]|car[oiae]|gratis|gratuit[oaie]",
    duration:
      "quanto (?:tempo|dura(?:no)?|ci (?:vuole|mette|mettono))|quanti (?:giorni|mesi|anni|minuti)|quante (?:settimane|ore|notti)|durata|tempi|dura(?:no)?|ogni quanto",
    size: "quanto è (?:alt|larg|lung|grand|profond)[oae]|quanto sono (?:alt|larg|lung|grand)[ie]|quanto misura|dimensioni|misure|altezza|larghezza|diametro|quanto dista",
    when: "quando|a che ora|fino a che ora|da che ora|che giorn[oi]|in che giorni|orari[o]?|apert[oaie]|aprite|apre|chius[oaie]|chiudete|chiude",
    email: "e-?mail|posta elettronica",
    phone: "telefono|numero di telefono|chiamare|telefonare|cellulare",
    identifier: "numero di \\p{L}+|partita iva|iban",
    address: "indirizzo|sede",
    where: "dove|dov['’]è",
    count: "quant[ie]",
    who: "chi",
  },
  standsFor: {
    weight: "peso pesante",
    temperature: "temperatura",
    price: "prezzo gratis pagare",
    duration: "durata dura tempi mesi anni",
    size: "dimensione alto altezza larghezza largo lungo grande misura",
    email: "email posta scrivere indirizzo",
    phone: "telefono",
    address: "indirizzo luogo",
  },
  answers: {
    money: "gratis|gratuit[oaie]|senza spese|\\d+ ?%",
    moments:
      "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|fine settimana|mezzogiorno|mezzanotte|ogni giorno|tutti i giorni|domani|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|(?:dalle|alle|ore) \\d{1,2}",
    units: "secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|nott[ei]|lezion[ei]",
    numerals:
      "un[oa]?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|quindici|venti|cento|dozzina|mezz[oa]|poch[ie]|qualche|illimitat[oaie]",
    places: "via|viale|piazza|corso|strada|lungo\\p{L}+|edificio|piano|di fronte|vicino|accanto|situat[oa]|presso",
    people: "fondat[ao]|[Ff]ondatore|[Ff]ondatrice|famiglia|titolare|guida|signora?",
    today: "oggi|ogni giorno|tutti i giorni|domani",
  },
  questionWords:
    "quant[oaie]|come|quando|dove|dov['’]è|chi|che cosa|cosa|cos['’]è|che|quale|quali|qual|perché|a che|a chi|con chi|da quando|da che|fino a quando|fino a che|in che|di che|entro quando",
  verbs:
    "posso|può|possono|si può|possiamo|potrei|potete|avete|ha|hanno|c['’]è|ci sono|è|sono|siete|vendete|fate|accettate|offrite|spedite|noleggiate|aprite|chiudete|devo|dobbiamo|mi|esiste|funziona|serve|vanno|va|date",
  openers: "e|ed|ma|o|anche|allora|per favore|ok|va bene|scusi|scusate",
  and: "e|ed|e anche",
  which: "quale|quali|che",
  list: "(?:quali|che) (?:\\p{L}+ ){0,2}(?:sono|avete|ci sono|vendete|offrite|posso)|cosa (?:comprende|è (?:compreso|incluso))|elenco|lista|compres[oaie]|inclus[oaie]",
  steps:
    "come (?:posso|si può|faccio|devo|si fa|funziona|prenoto|prenotare|annullo|annullare|ordino|ordinare|pago|restituisco|cambio)|cosa (?:faccio|devo fare)|passi|istruzioni",
  definition:
    "(?:che )?cos['’](?:è|e)|che cosa (?:è|sono|significa)|cosa (?:sono|significa)|defini\\p{L}*|spieg\\p{L}*",
  now: "oggi|stasera|domani|ieri|adesso|in questo momento|questa settimana|questo mese",
  opening: "apert\\p{L}*|apri\\p{L}*|apre|chiu\\p{L}*|orari[o]?|sped\\p{L}*|consegn\\p{L}*|ordin\\p{L}*",
  aside: "prima di|dopo aver|mentre|quando|perché|dato che|siccome|se|appena|anche se|invece di|al posto di",
  leans: "lo|la(?= \\p{L}+o\\b)|essa|esso|essi|questo(?= \\p{L}+ ?\\?)|quello|ciò|ci|ne|lì|là",
  continues: "e|ed|o|ma|anche|allora|che ne dite",
  dangling:
    "questo|questa|questi|queste|quello|ciò|esso|essa|essi|lui|lei|lo|ne|lì|là|allora|ma|e|ed|o|anche|inoltre|tuttavia|però|perciò|per questo|poi|dopo|altrimenti|invece|entrambi|così",
  reply: "sì|si|no|mai|solo|soltanto|certo|certamente|naturalmente|purtroppo",
  instruction:
    "(?:prima|poi|ora|quindi)?,? ?(?:apra|aprite|clicchi|cliccate|scelga|scegliete|scriva|scrivete|chiami|chiamate|porti|portate|mandi|mandate|inviate|prema|premete|colleghi|tiri|metta|mettete|prenda|prendete|segua|seguite|compili|compilate|aspetti|aspettate|vada|andate|chiuda|tolga|chieda|chiedete|ordini|paghi|prenoti|prenotate|selezioni)",
  denied: "(?:non c['’]è|non abbiamo|non ci sono|non ha)(?: nessun[oa]?| alcun[oa]?| un[oa]?(?:['’])?)?",
};
