// Words that visitors and site owners use for the same thing. Built in is only what means the same on nearly any site.
import type { Language } from "../language/language.ts";
import { stemOf } from "../language/stem.ts";
import { toParts, toWords } from "../language/tokens.ts";

/** "_" joins the words of a phrase, "," parts the groups, and what has a "*" is only asked and never looked for: it means too much. */
const GROUPS: Record<Language, string> = {
  en: `delivery deliver shipping ship postage dispatch, parcel package, price prices pricing cost costs you_charge charge_for fee fees rate rates,
return returns refund refunds reimburse money_back, guarantee warranty, phone telephone mobile call, email mail, internet wifi online network,
delete erase wipe remove reset, usa america american united_states, uk britain england united_kingdom, eu europe european european_union,
repair repairs fix mend, broken damaged faulty defective, opening open hours, address location located, parking park,
kids children child, holiday holidays vacation, discount discounts coupon voucher offer, cancel cancellation terminate,
subscription subscribe plan plans, trial demo, invoice invoices bill billing receipt, pay payment payments,
job jobs career careers vacancies hiring, founded founder established *started, owner founder, staff team employees, buy purchase order, size sizes
dimensions measure measurements, weight weigh heavy, clean cleaning wash washing, sign login log, setup install installation
set_up, gift present, appointment booking book reservation reserve, car vehicle, dog dogs pets pet, privacy data gdpr,
secure security safe, material materials made, wood timber ash beech oak pine walnut, summer_time daylight_saving daylight_savings,
instalments instalment installments monthly_payments monthly_parts, accessible accessibility wheelchair step_free without_a_step,
christmas xmas, accurate accuracy exact precise precision, light lamp backlight backlit, review reviews rating ratings testimonial, closed close
closing shut, pickup pick_up collect, enable activate switch_on turn_on, small little tiny compact, big large huge, tax vat customs duties, languages
language, quiet silent noise sound, calculate compute calculation, timeout time_out, cheaper discount, postcode address zip, microphone mic,
waterproof sealed rain, stove fireplace burner, endpoint request, display screen, children *year_old, refund *money_again, expire valid run_out`,
  de: `lieferung liefern versand versenden zustellung geliefert, paket päckchen sendung, preis preise kosten kostet gebühr gebühren teuer,
rückgabe zurückgeben zurückschicken rücksendung retoure widerruf umtausch umtauschen, erstattung geld_zurück, garantie gewährleistung,
telefon telefonnummer anrufen handy, email mail, internet wlan, öffnungszeiten geöffnet öffnen offen, adresse anschrift standort,
parken parkplatz parkplätze, kinder kind, urlaub ferien, rabatt gutschein ermäßigung nachlass, kündigen kündigung stornieren stornierung,
abo abonnement, rechnung beleg quittung, bezahlen zahlen zahlung bezahlung zahlungsarten, stelle stellen jobs karriere, gegründet gründer,
kaufen bestellen bestellung kauf, größe maße abmessungen, gewicht schwer wiegt, termin buchung buchen reservierung reservieren,
reparatur reparieren, kaputt defekt beschädigt, hund hunde haustiere, datenschutz daten, anmelden login registrieren`,
  fr: `livraison livrer expédition expédier envoi envoyer, colis paquet, prix tarif tarifs coût coûte coûter frais, retour retours retourner
renvoyer, remboursement rembourser, garantie garanti, téléphone appeler portable, email mail courriel, internet wifi, horaires ouverture
ouvert heures, adresse situé trouver, parking stationnement garer, enfants enfant, vacances congés, réduction remise promotion,
annuler annulation résilier résiliation, abonnement abonner, facture reçu, payer paiement règlement, emploi recrutement, fondé fondateur
créé, acheter commander commande achat, taille dimensions, poids peser lourd, réservation réserver rendez_vous, réparation réparer, cassé
endommagé défectueux, chien chiens animaux`,
  es: `envío enviar entrega entregar envíos, paquete, precio precios tarifa coste costo cuesta cuestan, devolución devolver devoluciones,
reembolso reembolsar, garantía garantizado, teléfono llamar móvil, email correo, internet wifi, horario horarios apertura abierto abrir
abren abre, dirección ubicación situado, aparcamiento aparcar estacionamiento parking, niños niño, vacaciones, descuento cupón oferta,
cancelar cancelación anular, suscripción suscribirse, factura recibo, pagar pago pagos, empleo trabajo, fundado fundador, comprar compra
pedido pedir, tamaño talla medidas, peso pesa, reserva reservar cita, reparación reparar, roto dañado defectuoso, perro perros mascotas`,
  it: `spedizione spedire consegna consegnare spedizioni, pacco, prezzo prezzi costo costi costa costano tariffa, reso restituire resi
restituzione, rimborso rimborsare, garanzia garantito, telefono chiamare cellulare, email mail posta, internet wifi, orari orario apertura
aperto aprire aprite, indirizzo sede trova, parcheggio parcheggiare, bambini bambino, vacanze ferie, sconto buono, annullare annullamento
disdire cancellare, abbonamento abbonarsi, fattura ricevuta, pagare pagamento pagamenti, lavoro impiego, fondata fondatore, comprare
acquistare ordine ordinare acquisto, taglia dimensioni misura, peso pesa, prenotazione prenotare appuntamento, riparazione riparare, rotto
danneggiato difettoso, cane cani animali`,
  nl: `bezorging bezorgen levering leveren verzending verzenden bezorgd geleverd, pakket pakje, prijs prijzen kosten kost tarief, retour
retourneren terugsturen retourzending, terugbetaling terugbetalen, garantie, telefoon telefoonnummer bellen, email mail, internet wifi,
openingstijden open geopend, adres locatie, parkeren parkeerplaats parkeerplaatsen, kinderen kind, vakantie, korting kortingscode, annuleren annulering
opzeggen, abonnement, factuur bon, betalen betaling, vacature vacatures werken, opgericht oprichter, kopen bestellen bestelling, maat maten
afmetingen, gewicht weegt, reservering reserveren afspraak boeken, reparatie repareren, kapot beschadigd defect, hond honden huisdieren`,
  pt: `entrega entregar envio enviar frete, pacote encomenda, preço preços custo custa custam tarifa valor, devolução devolver devoluções
troca trocar, reembolso reembolsar, garantia, telefone ligar telemóvel celular, email correio, internet wifi, horário horários abertura
aberto abrir abrem, endereço morada localização, estacionamento estacionar, crianças criança, férias, desconto cupom, cancelar cancelamento
anular, assinatura subscrição assinar, fatura recibo, pagar pagamento pagamentos, emprego vagas, fundada fundador, comprar compra
encomendar pedido, tamanho medidas dimensões, peso pesa, reserva reservar marcação, reparação reparar conserto, partido quebrado danificado,
cão cães cachorro animais`,
};
const MAX_PHRASE = 4; // words

/** What else may be said for a word or phrase, each as its stems. The keys are stems too, with spaces between them. */
export type Synonyms = ReadonlyMap<string, readonly string[][]>;

export const longestPhrase = MAX_PHRASE;

const builtIn = new Map<Language, Synonyms>();

/** `own`: a site's groups, in whatever language. */
export function synonymsFor(languages: readonly (Language | undefined)[], own: readonly string[][]): Synonyms[] {
  const ownGroups = own.map((group) => group.map((phrase) => ({ words: toWords(phrase).flatMap(toParts) })));
  return languages.flatMap((language) => [
    ...(language ? [builtInFor(language)] : []),
    ...(own.length ? [toSynonyms(ownGroups, language)] : []),
  ]);
}

function builtInFor(language: Language): Synonyms {
  const groups = GROUPS[language].split(",").map((group) => group.trim());
  const made = builtIn.get(language) ?? toSynonyms(groups.map(toPhrases), language);
  builtIn.set(language, made);
  return made;
}

interface Phrase {
  words: string[];
  isOnlyAsked?: boolean;
}

const toPhrases = (group: string): Phrase[] =>
  group.split(/\s+/).map((phrase) => ({
    words: phrase.replace("*", "").split("_"),
    isOnlyAsked: phrase.startsWith("*"),
  }));

function toSynonyms(groups: readonly Phrase[][], language: Language | undefined): Synonyms {
  const synonyms = new Map<string, string[][]>();
  for (const group of groups) {
    const phrases = group
      .map(({ words, isOnlyAsked }) => ({ stems: words.map((word) => stemOf(word, language)), isOnlyAsked }))
      .filter(({ stems }) => stems.length > 0 && stems.length <= MAX_PHRASE)
      .map((phrase) => ({ ...phrase, key: phrase.stems.join(" ") }));
    for (const { key } of phrases) {
      const others = phrases.filter((other) => other.key !== key && !other.isOnlyAsked);
      const known = synonyms.get(key) ?? [];
      const added = new Map([...known, ...others.map(({ stems }) => stems)].map((stems) => [stems.join(" "), stems]));
      synonyms.set(key, [...added.values()]);
    }
  }
  return synonyms;
}
