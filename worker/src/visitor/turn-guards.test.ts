import type { Message } from "protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerTo, delivery, hours, run, turnOf } from "./test-turn.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const said = (role: Message["role"], text: string, seq = 1): Message => ({
  ...{ id: `m${seq}`, seq, role, text, state: "done", at: 0 },
});
const toolCall = (name: string, input: object) => ({ calls: [{ name, arguments: JSON.stringify(input) }] });

describe("whatever a page makes a model do,", () => {
  test("a contact is passed on only if the visitor wrote it, now or before", async () => {
    const { turn, leads, upstream } = turnOf({
      text: "Please write to me",
      over: {
        history: [said("visitor", "I am ada@example.org, 07700 900123"), said("agent", "Or eve@evil.example?", 2)],
      },
    });
    const contacts = [
      { email: "eve@evil.example" },
      { phone: "+44 999 888777" },
      { email: "Ada@example.org", phone: "+447700900123" },
    ];
    await upstream.script(...contacts.map((contact) => toolCall("leave_contact", { ...contact, note: "x" })), {
      text: "Done.",
    });
    await run(turn);
    expect(leads).toMatchObject([{ email: "Ada@example.org", phone: "+447700900123" }]);
    const results = (await upstream.journal()).at(-1)?.body.messages.filter(({ role }) => role === "tool");
    expect(results?.map(({ content }) => content)).toEqual([
      expect.stringContaining("has not written this e-mail"),
      expect.stringContaining("has not written this phone"),
      '{"saved":true}',
    ]);
  });

  const later = (what: string, when = "tomorrow at 9") => toolCall("follow_up_later", { when, what });

  test("a reminder is set only if the visitor asked to hear from the site", async () => {
    const quiet = turnOf({ text: "How much is the clock?" });
    await quiet.upstream.script(later("Buy now!"), { text: "It costs 4." });
    expect(await run(quiet.turn)).toMatchObject({ state: "done", text: "It costs 4." });
    expect(quiet.kept).toEqual([]);
    const asked = turnOf({ text: "How much is the clock? Remind me to buy it." });
    await asked.upstream.script(later("You wanted to buy the clock."), { text: "I will." });
    await run(asked.turn);
    expect(asked.kept).toMatchObject([{ what: "You wanted to buy the clock." }]);
  });

  test("its message leads nowhere else, and there are only so many", async () => {
    const { turn, kept, upstream } = turnOf({ text: "Remind me of https://forum.example/1 tomorrow" });
    const texts = ["Go to https://evil.example", "Go to evil.example", "Write to x@evil.example"];
    await upstream.script(...texts.map((what) => later(what)), { text: "Done." });
    await run(turn);
    expect(kept).toEqual([]);
    const many = turnOf({ text: "Remind me of https://forum.example/1 tomorrow" });
    const fit = ["See https://forum.example/1", "See brightwick.example/x", ..."345678"];
    const calls = fit.flatMap((what) => later(what).calls);
    await many.upstream.script({ calls }, { text: "Done." });
    await run(many.turn);
    expect(many.kept.map(({ what }) => what)).toEqual(fit.slice(0, 7));
  });

  test("a reminder is cancelled only if the visitor speaks of it", async () => {
    const { turn, kept, upstream } = turnOf({ text: "How much is the clock?" });
    kept.push({ id: "r", at: Date.UTC(2026, 10, 26), what: "Call." });
    await upstream.script(toolCall("cancel_follow_up", {}), { text: "It costs 4." });
    await run(turn);
    expect(kept).toHaveLength(1);
    const asked = turnOf({ text: "Please forget the reminder" });
    asked.kept.push({ id: "r", at: Date.UTC(2026, 10, 26), what: "Call." });
    await asked.upstream.script(toolCall("cancel_follow_up", {}), { text: "Done." });
    await run(asked.turn);
    expect(asked.kept).toEqual([]);
  });

  test("an answer links to the site and to what the visitor wrote, and shows the rest", async () => {
    const { turn, upstream } = turnOf({ text: "Is https://forum.example/1 right?" });
    await upstream.script({
      text: "No: https://forum.example/1 is not, [this](https://evil.example/1) is [1], or https://brightwick.example/a.",
    });
    const { text } = await run(turn);
    expect(text).toBe(
      "No: https://forum.example/1 is not, [this](https: //evil.example/1) is [1], or https://brightwick.example/a.",
    );
  });

  test("a page's own address stays whole where its words are quoted, and for a model it is no link", async () => {
    const booking = { ...hours, text: "The workshop is open daily, book at https://booking.example/1 today." };
    const asked = { text: "When is the workshop open?", grant: { passages: [booking] } };
    expect((await answerTo({ ...asked, over: { model: undefined } })).text).toContain("at https://booking.example/1");
    const { turn, upstream } = turnOf(asked);
    await upstream.script({ text: "Book at https://booking.example/1, or by `curl https://booking.example/1`." });
    expect((await run(turn)).text).toBe("Book at https: //booking.example/1, or by `curl https://booking.example/1`.");
  });
});

describe("the owner's own answer", () => {
  const pair = {
    question: "Do you ship to Mars?",
    answer: "Not **yet**: see https://space.example.",
    url: "https://brightwick.example/mars",
  };

  test("is said as it is, with where it is cited, when the pages answer", async () => {
    expect(await answerTo({ text: "ship to mars?", over: { model: undefined }, grant: { pair } })).toEqual({
      ...{ state: "done", by: "pages", text: pair.answer },
      sources: [{ title: pair.question, url: pair.url }],
    });
    const { url: _, ...uncited } = pair;
    const bare = await answerTo({ text: "ship to mars?", over: { model: undefined }, grant: { pair: uncited } });
    expect(bare).toMatchObject({ text: pair.answer, sources: [] });
  });

  test("is a model's first passage, marked as the owner's", async () => {
    const { turn, upstream } = turnOf({ text: "ship to mars?", grant: { pair } });
    expect(await run(turn)).toMatchObject({
      text: expect.stringContaining("see https://space.example"),
      sources: [{ title: "Brightwick › Do you ship to Mars?", url: pair.url }],
    });
    const system = (await upstream.journal())[0]?.body.messages[0]?.content;
    expect(system).toContain(`[1] Brightwick › ${pair.question}\n${pair.url}\n${pair.answer}`);
    expect(system).toContain("Passage [1] is the site owner's own answer");
    expect(system).toContain("[2] Help");
  });

  test("is said when the model fails", async () => {
    const end = await answerTo({ text: "ship to mars? [[fail:400]]", grant: { pair } });
    expect(end).toMatchObject({ by: "pages", text: expect.stringContaining(pair.answer) });
  });
});

describe("a gap is told", () => {
  const gapOf = async (text: string, over: Parameters<typeof turnOf>[0]["over"] = {}, passages = [hours, delivery]) =>
    (await answerTo({ text, over, grant: { passages } })).gap;
  const pages = { model: undefined };

  test.each([
    ["nothing was found", "Do you repair submarines?", pages, [hours]],
    ["what was found says little of it", "When is the workshop open?", pages, [{ ...hours, score: 0.1 }]],
    ["the model says so", "Do you repair submarines? [[say:That is not on our pages [0].]]", {}, [hours]],
    [
      "the model says so with sources too",
      "Do you repair submarines? [[say:We repair clocks [1], submarines [0].]]",
      {},
      [hours],
    ],
    [
      "the model says so in its own words",
      "Do you repair submarines? [[say:I do not know. May I pass your address on?]]",
      {},
      [hours],
    ],
    ["the model rests on nothing", "Do you repair submarines? [[say:Surely.]]", {}, [hours]],
  ])("when %s", async (_, text, over, passages) => {
    expect(await gapOf(text, over, passages)).toBe(text);
  });

  test.each([
    ["the pages say", "When is the workshop open?", pages],
    ["the model cites", "When is the workshop open? [[say:Daily [1].]]", {}],
    [
      "the model rests on a passage",
      "[[say:The workshop is open Tuesday to Saturday, and parking is free.]] Open?",
      {},
    ],
    ["the model asks back", "Do you repair it? [[say:Which clock do you mean?]]", {}],
    ["it is small talk", "Thank you!", pages],
    ["it is small talk with a model", "Thanks", {}],
    ["it is a contact", "My mail is ada@example.org, do you repair submarines?", pages],
    ["it is a reminder", "Remind me tomorrow at 9 to buy a submarine", pages],
    [
      "a tool passed a contact on",
      'I am ada@example.org? [[tool:leave_contact {"email":"ada@example.org","note":"x"}]]',
      {},
    ],
    ["the model failed", "Do you repair submarines? [[cut-after:2]] [[say:I do not know at all.]]", {}],
  ])("but not when %s", async (_, text, over) => {
    expect(await gapOf(text, over)).toBeUndefined();
  });

  test("with its subject when it leans on the question before", async () => {
    const history = [said("visitor", "Do you repair submarines?"), said("agent", "No.", 2)];
    expect(await gapOf("And periscopes?", { ...pages, history })).toBe("Do you repair submarines? And periscopes?");
  });

  test("but not when it was stopped", async () => {
    const stop = new AbortController();
    const site = {
      search: async () => {
        stop.abort();
        return [];
      },
    };
    const text = 'Submarines? [[tool:search_site {"query":"x"}]]';
    expect((await answerTo({ text, over: { signal: stop.signal }, site })).gap).toBeUndefined();
  });
});
