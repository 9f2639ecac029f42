// A conversation's turns without a model: the built-in answerer sets, cancels and lists reminders by the same tools.
import type { Message } from "protocol";
import { describe, expect, test } from "vitest";
import { remindersInMemory } from "../tools/test-reminders.ts";
import { ASKED_AT, run, turnOf } from "./test-turn.ts";
import type { Turn } from "./turn.ts";

/** What is said one after another, and what is answered; all in one conversation, on a Wednesday at noon. */
function talkWith(over: Partial<Turn> = {}, setting: { max?: number } = {}) {
  const { reminders, kept } = remindersInMemory({ now: ASKED_AT, ...setting });
  const history: Message[] = [];
  const leads: { email?: string; phone?: string }[] = [];
  const keep = (role: Message["role"], text: string) => {
    const seq = history.length + 1;
    history.push({ id: `m${seq}`, seq, role, text, state: "done", at: ASKED_AT });
  };
  const say = async (text: string) => {
    const site = { addLead: async (lead: { email?: string; phone?: string }) => void leads.push(lead) };
    const turn = turnOf({ text, site, over: { model: undefined, reminders, history: [...history], ...over } });
    const { text: answer, sources } = await run(turn.turn);
    keep("visitor", text);
    keep("agent", answer);
    return { answer, sources };
  };
  const answerTo = async (text: string) => (await say(text)).answer;
  return { say, answerTo, kept, leads };
}

const day = (date: number, hour: number, minute = 0) => Date.UTC(2026, 10, date, hour, minute);
const NOT_FOUND = /^I did not find an answer/;

describe("a reminder is set, and its local time confirmed", () => {
  test.each([
    [
      "remind me tomorrow at 9 to call you",
      "Thursday 26 November at 09:00",
      { at: day(26, 9), what: "You asked me to remind you to call us." },
    ],
    [
      "remind me in 20 minutes",
      "Wednesday 25 November at 12:20",
      { at: day(25, 12, 20), what: "This is the reminder that you asked for." },
    ],
    [
      "ping me on Friday afternoon about the repair",
      "Friday 27 November at 15:00",
      { at: day(27, 15), what: "You asked me to get back to you about the repair." },
    ],
    [
      "can you get back to me next week?",
      "Monday 30 November at 09:00",
      { at: day(30, 9), what: "You asked me to get back to you." },
    ],
  ])("%s", async (text, local, reminder) => {
    const { answerTo, kept } = talkWith();
    expect(await answerTo(text)).toBe(
      `I will remind you on ${local}. If you change your mind, say “cancel the reminder”.`,
    );
    expect(kept).toMatchObject([reminder]);
  });

  test("in the visitor's zone", async () => {
    const { answerTo, kept } = talkWith({ zone: "America/New_York" });
    expect(await answerTo("remind me tomorrow at 9")).toContain("Thursday 26 November at 09:00");
    expect(kept).toMatchObject([{ at: day(26, 14) }]);
  });

  test("which is said to be the site's time when the visitor's zone is not known", async () => {
    const { answerTo } = talkWith({ zone: "Europe/Berlin", isZoneKnown: false });
    expect(await answerTo("remind me tomorrow at 9")).toContain(
      "Thursday 26 November at 09:00. That is the site's time (Europe/Berlin), since I do not know your time zone.",
    );
    expect(await answerTo("what did I ask for?")).toContain("That is the site's time (Europe/Berlin)");
  });

  test("and a question beside it is answered", async () => {
    const { say, kept } = talkWith();
    const { answer, sources } = await say("Remind me tomorrow at 9 to order. What does delivery cost?");
    expect(answer).toMatch(/^I will remind you on Thursday[^\n]*\n\nDelivery costs £4/);
    expect(sources).toMatchObject([{ title: "Delivery" }]);
    expect(kept).toHaveLength(1);
  });

  test("and contact details beside it are passed on", async () => {
    const { answerTo, kept, leads } = talkWith();
    const answer = await answerTo("Remind me tomorrow at 9 to order, my mail is ada@example.org");
    expect(answer).toMatch(/^Thank you\. I passed ada@example\.org on[^\n]*\n\nI will remind you on Thursday/);
    expect(leads).toMatchObject([{ email: "ada@example.org" }]);
    expect(kept).toMatchObject([{ what: "You asked me to remind you to order." }]);
  });

  test.each(["remind me on 01.12.2026 at 10:00 to call you", "remind me tomorrow at 9 to call 020 7946 0000"])(
    "and nothing in it is taken for the visitor's number: %s",
    async (text) => {
      const { answerTo, kept, leads } = talkWith();
      expect(await answerTo(text)).toMatch(/^I will remind you/);
      expect(leads).toEqual([]);
      expect(kept).toHaveLength(1);
    },
  );
});

describe("without a time it asks when", () => {
  test("and takes the next message for the answer", async () => {
    const { answerTo, kept } = talkWith();
    expect(await answerTo("remind me to send my clock")).toMatch(/^When shall I remind you\?/);
    expect(kept).toEqual([]);
    expect(await answerTo("tomorrow at 9")).toContain("Thursday 26 November at 09:00");
    expect(kept).toMatchObject([{ at: day(26, 9), what: "You asked me to remind you to send your clock." }]);
  });

  test("also what about, if that is said only then", async () => {
    const { answerTo, kept } = talkWith();
    await answerTo("Remind me");
    await answerTo("on Friday, about the repair");
    expect(kept).toMatchObject([{ what: "You asked me to remind you about the repair." }]);
  });

  test("a time that it cannot read is no part of the message", async () => {
    const { answerTo, kept } = talkWith();
    expect(await answerTo("remind me after lunch")).toMatch(/^When shall I remind you\?/);
    await answerTo("at 2pm");
    expect(kept).toMatchObject([{ at: day(25, 14), what: "This is the reminder that you asked for." }]);
  });

  test("and a question in between is one", async () => {
    const { answerTo, kept } = talkWith();
    await answerTo("remind me");
    expect(await answerTo("When is the workshop open?")).toMatch(/^The workshop is open/);
    expect(await answerTo("tomorrow at 9")).not.toContain("I will remind you");
    expect(kept).toEqual([]);
  });

  test("a time that is past is asked for again", async () => {
    const { answerTo, kept } = talkWith();
    expect(await answerTo("remind me yesterday to order")).toMatch(/^That time is already past\. When shall/);
    expect(await answerTo("in 2 hours then")).toContain("Wednesday 25 November at 14:00");
    expect(kept).toMatchObject([{ what: "You asked me to remind you to order." }]);
  });

  test("again and again it cannot, and says so", async () => {
    const { answerTo, kept } = talkWith();
    expect(await answerTo("remind me every Monday at 9 to wind the clock")).toMatch(
      /^I can remind you once, not again and again\. When shall I remind you\?/,
    );
    expect(kept).toEqual([]);
  });

  test("what the pages answer is a question", async () => {
    const { answerTo } = talkWith();
    expect(await answerTo("Can you remind me about the cost of delivery?")).toMatch(/^Delivery costs £4/);
    expect(await answerTo("remind me what delivery costs")).toMatch(/^Delivery costs £4/);
  });
});

describe("none is set, and it says why", () => {
  test("later than the conversation is kept", async () => {
    const { answerTo, kept } = talkWith();
    expect(await answerTo("remind me in 2 years")).toMatch(/^That is later than this conversation is kept/);
    expect(kept).toEqual([]);
  });

  test("too many", async () => {
    const { answerTo, kept } = talkWith({}, { max: 1 });
    await answerTo("remind me tomorrow");
    expect(await answerTo("remind me on Friday")).toMatch(/^You have as many reminders open as I can keep/);
    expect(kept).toHaveLength(1);
  });

  test("storage that fails", async () => {
    const { reminders } = remindersInMemory({ now: ASKED_AT });
    const set = () => {
      throw new Error("gone");
    };
    const { answerTo } = talkWith({ reminders: { ...reminders, set, cancelNewest: set, open: set } });
    expect(await answerTo("remind me tomorrow")).toMatch(/^I could not set the reminder/);
    expect(await answerTo("cancel the reminder")).toMatch(/^I could not cancel the reminder/);
    expect(await answerTo("what reminders do I have?")).toMatch(/^I could not look up your reminders/);
  });
});

describe("a reminder is cancelled", () => {
  test.each([
    "cancel it",
    "Cancel that please",
    "cancel the reminder",
    "never mind the reminder",
    "Please delete my last reminder.",
    "don't remind me any more",
    "I don't need the reminder anymore",
  ])("the newest, by: %s", async (text) => {
    const { answerTo, kept } = talkWith();
    await answerTo("remind me on Friday to order");
    await answerTo("remind me tomorrow at 9 to call you");
    expect(await answerTo(text)).toBe(
      "I cancelled the reminder for Thursday 26 November at 09:00: “You asked me to remind you to call us.” One other is still open.",
    );
    expect(kept).toMatchObject([{ at: day(27, 9) }]);
  });

  test("by a mere “cancel it” also after something else was talked about", async () => {
    const { answerTo, kept } = talkWith();
    await answerTo("remind me on Friday to order");
    await answerTo("When is the workshop open?");
    expect(await answerTo("cancel it")).toMatch(/^I cancelled the reminder/);
    expect(kept).toEqual([]);
  });

  test("when none is open, it says so", async () => {
    const { answerTo } = talkWith();
    expect(await answerTo("cancel the reminder")).toBe("No reminder of yours is open.");
    expect(await answerTo("cancel it")).toBe("No reminder of yours is open."); // it was just talked about
  });

  test("but “cancel it” is a question when none is open and none was talked about", async () => {
    expect(await talkWith().answerTo("cancel it")).toMatch(NOT_FOUND);
  });

  test.each([
    "cancel my order",
    "Can I cancel it?",
    "How do I cancel the reminder on the clock?",
    "cancel the delivery",
  ])("not by: %s", async (text) => {
    const { answerTo, kept } = talkWith();
    await answerTo("remind me tomorrow at 9");
    expect(await answerTo(text)).not.toMatch(/^I cancelled/);
    expect(kept).toHaveLength(1);
  });
});

describe("what was asked for is listed", () => {
  test.each([
    "what did I ask for?",
    "What reminders do I have?",
    "show me my reminders",
    "Do I have any reminders?",
    "my reminders",
    "when will you remind me?",
  ])("%s", async (text) => {
    const { answerTo } = talkWith();
    expect(await answerTo(text)).toBe("No reminder of yours is open.");
    await answerTo("remind me on Friday to order");
    await answerTo("ping me in 2 hours");
    expect(await answerTo(text)).toBe(
      "These are still to come:\n\n- **Wednesday 25 November at 14:00**: You asked me to get back to you.\n- **Friday 27 November at 09:00**: You asked me to remind you to order.",
    );
  });
});

describe("a model that fails after a tool", () => {
  test("leaves the answer to the pages, which tell of the reminder that it set", async () => {
    const { turn, kept, upstream } = turnOf({ text: "Please write on Friday, and when are you open?" });
    const call = { name: "follow_up_later", arguments: '{"when":"on Friday","what":"Hello again."}' };
    await upstream.script({ calls: [call] }, { status: 400 });
    const end = await run(turn);
    expect(end).toMatchObject({ state: "done", by: "pages" });
    expect(end.text).toContain("I will remind you on Friday 27 November at 09:00.");
    expect(kept).toHaveLength(1);
  });

  test("having done something else, leaves the reminder to them as well", async () => {
    const { turn, kept, upstream } = turnOf({ text: "remind me tomorrow at 9" });
    await upstream.script({ calls: [{ name: "search_site", arguments: '{"query":"x"}' }] }, { status: 400 });
    expect((await run(turn)).text).toContain("I will remind you on Thursday 26 November at 09:00.");
    expect(kept).toHaveLength(1);
  });
});

test.each([
  "can I set a reminder on the clock?",
  "does the clock remind me of spring tides?",
  "when do you deliver?",
  "Are you open tomorrow at 9?",
  "Will you remind me when the battery is low?",
  "Can you deliver on Friday afternoon?",
  "Do you send reminders before the service?",
  "I ordered on Friday, where is it?",
  "When will you get back to me?",
  "what did I pay for?",
])("sets and tells of no reminder: %s", async (text) => {
  const { answerTo, kept } = talkWith();
  expect(await answerTo(text)).not.toMatch(/remind you|reminder of yours/);
  expect(kept).toEqual([]);
});
