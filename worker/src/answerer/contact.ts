// The contact details in a visitor's message, for an answerer that has no model to find them.

export interface Contact {
  name?: string;
  email?: string;
  phone?: string;
}

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const PHONE = /(?:\+|\b0)\d[\d\s()./-]{5,}\d/;
const CALLING =
  /(?<!\p{L})(?:call|phone|ring|reach|text|number|tel|telephone|mobile|contact|anrufen|rufen|ruft|telefon|handy|\p{L}*nummer|appel\p{L}*|rappel\p{L}*|téléphone|numéro|portable|ll[aá]m\p{L}*|tel[eé]fono|móvil|número|chiam\p{L}*|richiam\p{L}*|cellulare|numero|bel|bellen|telefoon|lig\p{L}*|telefone|telemóvel)(?!\p{L})/iu;
const NAME =
  /\b(?:[Mm]y name is|[Ii] am|[Ii]['’]m|[Nn]ame:|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Ii]ch bin|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Mm]ijn naam is|[Ii]k heet|[Ii]k ben|[Cc]hamo-me|[Mm]eu nome é)\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2})/u;
const ABOUT_YOURS = /\b(?:your|you)\b[^.!]*\?/i; // "is sales@x.com your address?"

/** Undefined without an address or a number of the visitor's own. `host`: the site's, whose addresses are not theirs. */
export function readContact(text: string, host: string): Contact | undefined {
  const email = EMAIL.exec(text)?.[0];
  const domain = email?.slice(email.indexOf("@") + 1).toLowerCase();
  if (domain !== undefined && (domain === host || host.endsWith(`.${domain}`))) return undefined;
  const without = email === undefined ? text : text.replace(email, " ");
  const found = PHONE.exec(without)?.[0].trim();
  const isAlone = found !== undefined && without.trim() === found;
  const phone = found !== undefined && (isAlone || email !== undefined || CALLING.test(without)) ? found : undefined;
  if (email === undefined && phone === undefined) return undefined;
  if (ABOUT_YOURS.test(text) && !/\b(?:me|my|mine)\b/i.test(text)) return undefined;
  const name = NAME.exec(text)?.[1];
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}

/** The questions in a message that also holds contact details. */
export function questionBeside(text: string, { email = "", phone = "" }: Contact): string {
  const rest = text.replace(email, " ").replace(phone, " ");
  return (rest.match(/(?<![^.!?\n,;])[^.!?\n,;]*\?/g) ?? []).join(" ").trim();
}
