import { expect, test } from "vitest";
import { toReminderMessage } from "./reminder-message.ts";

test.each([
  ["to call you", "You asked me to remind you to call us."],
  ["to call about the repair", "You asked me to remind you to call about the repair."],
  ["to send you my clock", "You asked me to remind you to send us your clock."],
  ["not to forget my keys", "You asked me to remind you not to forget your keys."],
  ["about my order", "You asked me to remind you about your order."],
  ["of the sale", "You asked me to remind you about the sale."],
  ["for the appointment", "You asked me to remind you about the appointment."],
  ["that I am at my sister's", "You asked me to remind you that you are at your sister's."],
  ["that you open at ten", "You asked me to remind you that we open at ten."],
  ["to ask whether you've got mine", "You asked me to remind you to ask whether we've got yours."],
  ["to see if it suits me and our wall", "You asked me to remind you to see if it suits you and your wall."],
  ["to send your invoice to me", "You asked me to remind you to send our invoice to you."],
  ["I need new lamps", "You asked me to remind you: you need new lamps."],
  ["to write to me@example.org", "You asked me to remind you to write to me@example.org."],
  ["to read https://example.org/my/i", "You asked me to remind you to read https://example.org/my/i."],
  ["", "This is the reminder that you asked for."],
])("%j", (body, message) => {
  expect(toReminderMessage({ body, isReminder: true })).toBe(message);
});

test.each([
  ["about the repair", "You asked me to get back to you about the repair."],
  ["to order", "You asked me to remind you to order."],
  ["", "You asked me to get back to you."],
])("when it is to be written to, %j", (body, message) => {
  expect(toReminderMessage({ body, isReminder: false })).toBe(message);
});

test("fits the tool's limit", () => {
  expect(toReminderMessage({ body: `to ${"x".repeat(600)}`, isReminder: true })).toHaveLength(500);
});
