import { describe, expect, test } from "vitest";
import { readRequest, readTime } from "./request.ts";

describe("a request to hear from the site later", () => {
  test.each([
    ["remind me tomorrow at 9 to call you", "tomorrow at 9", "to call you"],
    ["Remind me to call you tomorrow at 9.", "tomorrow at 9", "to call you"],
    ["remind me in 20 minutes", "in 20 minutes", ""],
    ["Remind me in twenty minutes please!", "in 20 minutes", ""],
    ["ping me on Friday afternoon about the repair", "on Friday afternoon", "about the repair"],
    ["can you get back to me next week?", "next week", ""],
    ["Could you please remind me at 5pm about my parcel?", "at 5pm", "about my parcel"],
    ["hi, can you remind me to order on Monday", "on Monday", "to order"],
    ["Tomorrow at 9, remind me to call", "Tomorrow at 9", "to call"],
    ["I'd like you to remind me next Monday that the sale ends", "next Monday", "that the sale ends"],
    ["set a reminder for tomorrow at 10 to send the clock", "tomorrow at 10", "to send the clock"],
    ["Set me a reminder tonight", "tonight", ""],
    ["I would like a reminder in 2 days", "in 2 days", ""],
    ["don't let me forget to order by Friday", "Friday", "to order"],
    ["send me a reminder at 9 a.m. to ring you", "at 9 am", "to ring you"],
    ["Remind me at 9 A.M. Thanks", "at 9 Am", ""],
    ["Write to me on Thursday about the quote", "on Thursday", "about the quote"],
    ["check back with me in an hour", "in an hour", ""],
    ["please follow up with me next week about the repair", "next week", "about the repair"],
    ["Thanks! Remind me again tomorrow", "tomorrow", ""],
    ["remind me later today to measure the wall", "today", "to measure the wall"],
    ["remind me on 01.12.2026 at 10:00 to call you", "01.12.2026 at 10:00", "to call you"],
    ["That is fine, and remind me tomorrow at 9 to order", "tomorrow at 9", "to order"],
    ["pls remind me tmrw at 9", "tmrw at 9", ""],
    ["can u remind me tomorrow", "tomorrow", ""],
    ["Would you mind reminding me tomorrow?", "tomorrow", ""],
    ["Could I get a reminder on Friday?", "on Friday", ""],
    ["remind me on the 3rd of December to order", "3rd of December", "to order"],
    ["remind me at the end of the month", "end of the month", ""],
    ["remind me in an hour or so to call", "in an hour", "to call"],
    ["remind me not to forget my keys tomorrow", "tomorrow", "not to forget my keys"],
    ["remind me", undefined, ""],
    ["remind me after lunch", undefined, "after lunch"],
    ["Can you remind me?", undefined, ""],
    ["remind me later", undefined, "later"],
    ["remind me to call you", undefined, "to call you"],
    ["remind me about the repair", undefined, "about the repair"],
    ["remind me about the order of 3 November", undefined, "about the order of 3 November"],
    ["set a reminder", undefined, ""],
  ])("%s", (text, when, body) => {
    expect(readRequest(text)).toMatchObject({ when, body });
  });

  test.each([
    ["remind me every Monday at 9 to wind the clock", true],
    ["remind me daily", true],
    ["remind me on Monday", false],
  ])("%s: again and again %s", (text, isRepeated) => {
    expect(readRequest(text)).toMatchObject({ isRepeated });
  });

  test.each([
    ["remind me tomorrow", true],
    ["Could I get a reminder tomorrow?", true],
    ["get back to me tomorrow", false],
  ])("%s: a reminder %s", (text, isReminder) => {
    expect(readRequest(text)).toMatchObject({ isReminder });
  });

  test("leaves the rest of the message beside it", () => {
    const text = "What does delivery cost? Remind me tomorrow at 9 to order. Are you open on Sunday?";
    expect(readRequest(text)?.beside.replace(/\s+/g, " ")).toBe("What does delivery cost? Are you open on Sunday?");
    expect(readRequest("How much is it? At 9 tomorrow, remind me to order.")?.beside.trim()).toBe("How much is it?");
  });

  test("is found with an address in it, which is no part of what it is about", () => {
    const text = "remind me tomorrow at 9 to order, my mail is ada@example.org";
    expect(readRequest(text)).toMatchObject({ when: "tomorrow at 9", body: "to order" });
  });
});

test.each([
  "can I set a reminder on the clock?",
  "Can you set a reminder on the clock?",
  "does the clock remind me of spring tides?",
  "Will the clock beep and remind me tomorrow at 9?",
  "How do I set a reminder?",
  "Can I have a reminder on the clock?",
  "Do you send reminders before the service?",
  "when do you deliver?",
  "When will you get back to me?",
  "when can you get back to me next week?",
  "Are you open tomorrow at 9?",
  "Can you deliver on Friday afternoon?",
  "What happens in 20 minutes of rain?",
  "remind me what delivery costs",
  "Can you remind me again how long the guarantee is?",
  "remind me when you open on Sundays",
  "Will you remind me when the battery is low?",
  "Can the app ping me at high tide tomorrow?",
  "Is there a reminder for leap years?",
  "It reminds me of a clock I had in 1999",
  "How long until you write back to me?",
  "Can you call me back tomorrow at 9?",
  "Write to me at ada@example.org on Friday",
  "I asked you to get back to me",
  "Could I cancel my order tomorrow?",
  "Who do I ping on Friday?",
  "Follow up on my order from Friday",
  "please get back to me, I ordered on Friday",
  "Get back to me about the order of 3 November",
  "Remind me, what does delivery on Friday cost?",
  `remind me tomorrow ${"and on and ".repeat(50)}`,
  "",
])("is no such request: %s", (text) => {
  expect(readRequest(text)).toBeUndefined();
});

test("long and odd messages cost little", () => {
  const odd = [
    "please, ".repeat(500),
    "remind me ".repeat(400),
    "a@".repeat(2000),
    "....".repeat(1000),
    "and so, ".repeat(500),
  ];
  for (const text of odd) expect(readRequest(text)?.when).toBeUndefined();
});

describe("the answer to when", () => {
  test.each([
    ["tomorrow at 9", "tomorrow at 9", ""],
    ["Tomorrow at 9 please.", "Tomorrow at 9", ""],
    ["ok, let's say in 2 hours", "in 2 hours", ""],
    ["make it Friday afternoon, thanks", "Friday afternoon", ""],
    ["at 9 a.m.", "at 9 am", ""],
    ["on 01.12.2026", "01.12.2026", ""],
    ["next week, about the repair", "next week", "about the repair"],
  ])("%s", (text, when, body) => {
    expect(readTime(text)).toEqual({ when, body });
  });

  test.each([
    "are you open tomorrow?",
    "Tomorrow I am at the seaside",
    "What does delivery on Friday cost?",
    "never mind",
    "",
  ])("is not: %s", (text) => {
    expect(readTime(text)).toBeUndefined();
  });
});
