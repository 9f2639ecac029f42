// Words that visitors and site owners use for the same thing. Only what means the same on nearly any site belongs here.

/** "_" joins the words of a phrase. */
const GROUPS = [
  "delivery deliver shipping ship postage dispatch",
  "parcel package",
  "price prices pricing cost costs charge fee fees rate rates",
  "return returns refund refunds",
  "guarantee warranty",
  "phone telephone mobile",
  "email mail",
  "internet wifi online network",
  "delete erase wipe remove reset",
  "usa america american united_states",
  "uk britain england united_kingdom",
  "eu europe european european_union",
  "repair repairs fix mend",
  "broken damaged faulty defective",
  "opening open hours",
  "address location located",
  "parking park",
  "kids children child",
  "holiday holidays vacation",
  "discount discounts coupon voucher offer",
  "cancel cancellation terminate",
  "subscription subscribe plan plans",
  "trial demo",
  "invoice invoices bill billing receipt",
  "pay payment payments",
  "job jobs career careers vacancies hiring",
  "founded founder started",
  "owner founder",
  "staff team employees",
  "buy purchase order",
  "size sizes dimensions measure measurements",
  "weight weigh heavy",
  "clean cleaning wash washing",
  "sign login log",
  "setup install installation",
  "gift present",
  "appointment booking book reservation reserve",
  "car vehicle",
  "dog dogs pets pet",
  "privacy data gdpr",
  "secure security safe",
  "material materials made",
];

const synonyms = new Map<string, Set<string>>();
for (const group of GROUPS.map((words) => words.split(" ").map((word) => word.replace("_", " ")))) {
  for (const word of group) {
    const others = synonyms.get(word) ?? new Set();
    for (const other of group) if (other !== word) others.add(other);
    synonyms.set(word, others);
  }
}

export const synonymsOf = (word: string): string[] => [...(synonyms.get(word) ?? [])];
