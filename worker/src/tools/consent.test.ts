import { expect, test } from "vitest";
import { wantsToHearLater, wroteEmail, wrotePhone } from "./consent.ts";

test.each([
  ["I am ada@example.org.", "ada@example.org", true],
  ["<Ada@Example.ORG>", "ada@example.org", true],
  ["ａｄａ＠example.org", "ada@example.org", true],
  ["nada@example.org", "ada@example.org", false],
  ["ada@example.org.evil.example", "ada@example.org", false],
  ["ada@example.organic", "ada@example.org", false],
  ["ada at example dot org", "ada@example.org", false],
  ["", "ada@example.org", false],
])("%j has the address %s: %s", (said, email, wrote) => {
  expect(wroteEmail([said], email)).toBe(wrote);
});

test.each([
  ["Call 07700 900-123", "+44 7700 900123", true],
  ["Call +44 (0)7700 900123", "+447700900123", true],
  ["(+1) 415.555.0100 please", "415 555 0100", true],
  ["۰۹۱۲۳۴۵۶۷۸۹", "09123456789", true],
  ["My order is 123456789", "900123", false],
  ["In 2 days, at 9:00", "02900123", false],
  ["Call 900123", "0044 7700 900123", false],
])("%j has the number %s: %s", (said, phone, wrote) => {
  expect(wrotePhone([said], phone)).toBe(wrote);
});

test.each([
  "Remind me at noon",
  "Can you ping me?",
  "Tell me again tomorrow, please",
  "Erinnere mich bitte morgen um 9 an den Termin",
  "Rappelez-moi demain, c'est pour les horaires",
  "Recuérdame los precios el lunes",
  "Ricordami che è lunedì",
  "Herinner me morgen aan het formulier",
  "Lembre-me amanhã, não hoje",
  "Cancel the reminder",
  "明日の朝に知らせてください",
  "Przypomnij mi o tym jutro",
  "Bana yarın hatırlat",
])("%s asks for something later, or may", (text) => {
  expect(wantsToHearLater(text)).toBe(true);
});

test.each([
  "How much is the clock?",
  "What are your prices?",
  "Wie teuer ist die Uhr?",
  "Combien coûte cette horloge, est-elle en bois ?",
  "¿Cuánto cuesta este reloj?",
  "Quanto costa e che colori sono?",
  "Wat kost het?",
  "Você vende uma caixa?",
])("%s does not", (text) => {
  expect(wantsToHearLater(text)).toBe(false);
});

test("a short reply takes up what was offered, a long one does not", () => {
  expect(wantsToHearLater("Yes, that is what I want", "Shall I remind you?")).toBe(true);
  expect(wantsToHearLater("Yes, that is what I want", "It costs 9 euros.")).toBe(false);
  expect(wantsToHearLater(`What does it cost? ${"And the frame? ".repeat(5)}`, "Shall I remind you?")).toBe(false);
});
