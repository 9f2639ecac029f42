// What a visitor's own words allow a tool to do: a model reads pages too, and a page may tell it what it likes.

const EMAIL_PART = /[\p{L}\p{N}._%+-]/u;
const MIN_DIGITS = 6; // of a telephone number

/** The address stands in one of the texts, as a whole. */
export function wroteEmail(texts: readonly string[], email: string): boolean {
  const wanted = email.toLowerCase();
  return texts.some((text) => {
    const all = text.normalize("NFKC").toLowerCase();
    for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
      const after = all.slice(at + wanted.length, at + wanted.length + 2);
      if (!EMAIL_PART.test(all.charAt(at - 1)) && !/^[\p{L}\p{N}_@-]|^\.[\p{L}\p{N}]/u.test(after)) return true;
    }
    return false;
  });
}

/** The same digits, whatever stands between them, with or without the country's code or the zero in its place. */
export function wrotePhone(texts: readonly string[], phone: string): boolean {
  const wanted = core(phone);
  const runs = texts.flatMap((text) => text.match(/\p{Nd}(?:[\s()./–-]{0,3}\p{Nd})*/gu) ?? []);
  return runs.map(core).some((run) => {
    const [short = "", long = ""] = run.length < wanted.length ? [run, wanted] : [wanted, run];
    return short.length >= MIN_DIGITS && long.endsWith(short) && long.length - short.length <= 3;
  });
}

const core = (text: string) => digitsOf(text.replace("(0)", "")).replace(/^0+/, "");

/** In whatever script: each has its ten digits in a row. */
function digitsOf(text: string) {
  return (text.match(/\p{Nd}/gu) ?? [])
    .map((digit) => {
      let value = 0;
      const point = digit.codePointAt(0) ?? 0;
      while (/\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
      return value % 10;
    })
    .join("");
}

/** Times and what else somebody says who wants to hear from the site later, in the languages that are known here. */
const LATER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${`
remind\\p{L}* notif\\p{L}* ping nudge follow follow-up follow_up\\p{L}* later tomorrow tonight today morning afternoon evening weekend soon minutes? hours? days? weeks? months?
cancel\\p{L}* forget o'clock \\p{Nd}+(?:am|pm|h) \\p{Nd}+[:.]\\p{Nd}\\p{Nd} january february april june july august september october november december
(?:mon|tues|wednes|thurs|fri|satur|sun)days?
erinner\\p{L}* später morgen heute übermorgen abend nächste\\p{L}* stunden? minuten? tage?n? wochen? monate?n? melde\\p{L}*
(?:mon|diens|donners|frei|sams|sonn)tags? mittwochs? rappel\\p{L}* demain soir prochaine? heures? jours? semaines? mois tard lundi mardi mercredi jeudi vendredi samedi dimanche
recu[eé]rd\\p{L}* recordatorio mañana tarde luego próxim[oa] horas? minutos? días? semanas? meses lunes martes miércoles jueves viernes sábado domingo
ricord\\p{L}* promemoria domani stasera dopo prossim[oa] or[ae] minut[io] giorn[io] settiman[ae] mes[ei] lunedì martedì mercoledì giovedì venerdì sabato domenica
herinner\\p{L}* straks vanavond volgende uur uren minuten dagen weken maanden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
lembr\\p{L}* lembrete amanhã depois noite dias? mês segunda terça quarta quinta sexta`
    .trim()
    .split(/\s+/)
    .join("|")})(?![\\p{L}\\p{N}])`,
  "iu",
);
/** Small words of the same languages, and of no others: who uses none of them writes in another, which is not judged. */
const KNOWN =
  /(?<![\p{L}\p{N}])(?:the|are|you|your|does|how|what|please|this|with|der|das|ist|und|wie|ich|nicht|bitte|est|vous|je|les|pas|combien|los|qué|cuánto|usted|está|il|che|quanto|sono|het|een|ik|hoe|niet|não|você|uma|são)(?![\p{L}\p{N}])/iu;
const SHORT = 60; // UTF-16 units of a reply such as "yes, please"

/** `last`: what the visitor says now; `offered`: what the chat said before it, which a short reply may take up. */
export function wantsToHearLater(last: string, offered = ""): boolean {
  const text = last.normalize("NFC");
  if (LATER.test(text) || !KNOWN.test(text)) return true;
  return text.length <= SHORT && LATER.test(offered.normalize("NFC"));
}
