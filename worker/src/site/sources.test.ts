import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { html } from "../crawl/test-server.ts";
import { call, putSite } from "../operators/test-call.ts";
import { MAX_PAIRS } from "./pairs.ts";
import { crawl, crawled, newsOf, textsOf } from "./test-site.ts";

const put = (path: string, body: unknown) => call(path, { method: "PUT", body });
const remove = (path: string) => call(path, { method: "DELETE" });
const foundBy = async (site: string, q: string) => {
  const response = await call(`/${site}/knowledge?q=${encodeURIComponent(q)}`);
  return (await response.json<{ passages: { title: string; heading: string; url: string; text: string }[] }>())
    .passages;
};
const answers = async (site: string, question: string) =>
  (await env.SITE.getByName(site).beginTurn({ conversation: "c", question })).pair?.answer;

test("a page given by the API is found at once, replaced as a whole, and gone when it is removed", async () => {
  await putSite("given");
  const text = "# Deliveries\n\nWe ship rye on Mondays.\n\n## Abroad\n\n- France: 9 euros\n- Spain: 12 euros";
  const response = await put("/given/pages/ship", { title: "Shipping", text, lang: "en" });
  expect([response.status, await response.json()]).toEqual([
    200,
    { id: "ship", title: "Shipping", lang: "en", passages: 2, at: expect.any(Number) },
  ]);
  expect(await foundBy("given", "Spain?")).toMatchObject([
    { title: "Shipping", heading: "Deliveries › Abroad", url: "https://mill.example/" },
  ]);
  expect(await foundBy("given", "rye")).toMatchObject([{ heading: "Deliveries", text: "We ship rye on Mondays." }]);
  expect(await (await call("/given/pages/ship")).json()).toMatchObject({ id: "ship", text });

  await put("/given/pages/ship", { title: "Shipping", text: "We ship barley.", url: "https://mill.example/ship" });
  expect(await foundBy("given", "rye")).toEqual([]);
  expect(await foundBy("given", "barley")).toMatchObject([
    { url: "https://mill.example/ship", text: "We ship barley." },
  ]);

  expect([(await remove("/given/pages/ship")).status, (await remove("/given/pages/ship")).status]).toEqual([204, 404]);
  expect(await foundBy("given", "barley")).toEqual([]);
  expect((await call("/given/pages/ship")).status).toBe(404);
});

test("lists pages and pairs by id, page by page", async () => {
  await putSite("listed");
  for (const id of ["c", "a", "b"]) {
    await put(`/listed/pages/${id}`, { title: `Page ${id}`, text: "Rye." });
    await put(`/listed/pairs/${id}`, { questions: [`What is ${id}42?`], answer: "Rye." });
  }
  for (const kind of ["pages", "pairs"] as const) {
    const list = async (query: string) =>
      (await call(`/listed/${kind}${query}`)).json<Record<string, { id: string }[]> & { more: boolean }>();
    const first = await list("?limit=2");
    expect([first[kind]?.map(({ id }) => id), first.more]).toEqual([["a", "b"], true]);
    const rest = await list("?limit=2&after=b");
    expect([rest[kind]?.map(({ id }) => id), rest.more]).toEqual([["c"], false]);
    expect((await call(`/listed/${kind}?limit=0`)).status).toBe(400);
  }
});

test.each([
  ["pages/a", { title: "A" }, "text"],
  ["pages/a", { title: " ", text: "x" }, "title"],
  ["pages/a", { title: "A", text: "é".repeat(102_401) }, "text"],
  ["pages/a", { title: "A", text: "---\n\n***" }, "text"],
  ["pages/a", { title: "A", text: "x", url: "javascript:alert(1)" }, "url"],
  ["pages/a", { title: "A", text: "x", more: 1 }, "more"],
  ["pages/-a", { title: "A", text: "x" }, "id"],
  ["pages/a%2Fb", { title: "A", text: "x" }, "id"],
  ["pages/a", "{", ""],
  ["pairs/a", { questions: [], answer: "x" }, "questions"],
  ["pairs/a", { questions: Array(11).fill("Rye?"), answer: "x" }, "questions"],
  ["pairs/a", { questions: ["Rye?", "?!"], answer: "x" }, "questions.1"],
  ["pairs/a", { questions: ["Rye?"], answer: "x".repeat(4001) }, "answer"],
  ["pairs/a", { questions: ["Rye?"], answer: "x", url: "/rye" }, "url"],
])("refuses what does not fit: %s %j", async (path, body, field) => {
  await putSite("strict");
  const response = await put(`/strict/${path}`, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ path: field, message: expect.any(String) });
  expect(await (await call("/strict/pages")).json()).toEqual({ pages: [], more: false });
  expect(await (await call("/strict/pairs")).json()).toEqual({ pairs: [], more: false });
});

test("a body over its limit is refused unread, and the largest text is taken", async () => {
  await putSite("large");
  expect((await put("/large/pages/a", { title: "A", text: "x".repeat(2 ** 20) })).status).toBe(413);
  expect((await put("/large/pages/a", { title: "A", text: "Rye. ".repeat(40_960) })).status).toBe(200);
});

test("a crawl neither removes a page of the API's nor stores what it finds at its address", async () => {
  const { site, server } = await crawled("both", {
    "/": html('<a href="/prices">prices</a><p>We mill rye.</p>'),
    "/prices": html("<p>Rye costs three euros.</p>"),
  });
  expect(await textsOf(site, "euros")).toEqual(["Rye costs three euros."]);
  await put("/both/pages/prices", {
    title: "Prices",
    text: "Rye costs four euros.",
    url: `${server.origin}/prices#now`,
  });
  await put("/both/pages/staff", { title: "Staff", text: "Ada runs the mill." });
  expect(await textsOf(site, "euros"), "at once").toEqual(["Rye costs four euros."]);
  await crawl(site);
  expect(await textsOf(site, "euros"), "after a crawl").toEqual(["Rye costs four euros."]);
  expect(await textsOf(site, "Ada")).toEqual(["Ada runs the mill."]);
  await remove("/both/pages/prices");
  await crawl(site);
  expect(await textsOf(site, "euros"), "the crawl's again").toEqual(["Rye costs three euros."]);
});

test("a pair answers its questions and those that ask the same, and works at once", async () => {
  await putSite("paired");
  const questions = ["Do you deliver to the islands?", "Island delivery"];
  const pair = { questions, answer: "Yes, **by boat**.", url: "https://mill.example/boats" };
  expect(await (await put("/paired/pairs/boat", pair)).json()).toEqual({ id: "boat", ...pair, at: expect.any(Number) });
  const grant = await env.SITE.getByName("paired").beginTurn({
    conversation: "c",
    question: "do you deliver to the ISLANDS",
  });
  expect(grant.pair).toEqual({ question: questions[0], answer: pair.answer, url: pair.url });
  expect(await answers("paired", "Hi! Would you deliver to an island?")).toBe(pair.answer);
  expect(await answers("paired", "Do you not deliver to the islands?")).toBeUndefined();
  await put("/paired/pairs/boat", { ...pair, answer: "No." });
  expect(await answers("paired", "island delivery?")).toBe("No.");
  expect([(await remove("/paired/pairs/boat")).status, (await remove("/paired/pairs/boat")).status]).toEqual([
    204, 404,
  ]);
  expect(await answers("paired", "island delivery?")).toBeUndefined();
});

test("a follow-up is read with the question before it, but an answer that was given is not given again", async () => {
  await putSite("followed");
  await put("/followed/pairs/france", { questions: ["Do you deliver flour sacks to France?"], answer: "Yes." });
  await put("/followed/pairs/spain", {
    questions: ["Do you deliver flour sacks to France and Spain?"],
    answer: "Both.",
  });
  const before = "Do you deliver flour sacks to France?";
  const follow = async (question: string) =>
    (await env.SITE.getByName("followed").beginTurn({ conversation: "c", question, before })).pair?.answer;
  expect(await answers("followed", before)).toBe("Yes.");
  expect(await follow("and to Spain?")).toBe("Both.");
  expect([await follow("Thanks!"), await follow("ok"), await follow("and on Sundays?")]).toEqual(
    Array(3).fill(undefined),
  );
  expect(await follow(before)).toBe("Yes.");
});

test("a site has no more pairs than it may, and replacing one is no more", async () => {
  await putSite("full");
  const site = env.SITE.getByName("full");
  for (let count = 0; count < MAX_PAIRS; count++)
    await site.putPair({ id: `p${count}`, questions: [`Price of item ${count}?`], answer: `${count}` });
  const refused = await put("/full/pairs/more", { questions: ["More?"], answer: "No." });
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: "too-many", path: "id" }]);
  expect((await put("/full/pairs/p7", { questions: ["Seven?"], answer: "Seven." })).status).toBe(200);
  expect(await answers("full", "price of item 801")).toBe("801");
});

interface Unanswered {
  unanswered: { id: string; questions: string[]; count: number; conversations: string[]; at: number }[];
  more: boolean;
  next?: string;
}
const listed = async (site: string, query = "") => (await call(`/${site}/unanswered${query}`)).json<Unanswered>();
const ask = (site: string, conversation: string, question: string, at = 1, id = `${conversation}.${question}`) =>
  env.SITE.getByName(site).endTurn({ by: "pages", news: newsOf(conversation), gap: { id, question, at } });

test("near-duplicates are one gap, with counts, conversations and what was asked last", async () => {
  await putSite("gaps");
  await ask("gaps", "c1", "Do you repair grandfather clocks?", 10);
  await ask("gaps", "c2", "do you repair old grandfather clocks", 20);
  await ask("gaps", "c2", "Is there parking?", 15);
  await ask("gaps", "c2", "Is there parking?", 15); // told twice
  await ask("gaps", "c3", "Is there no parking?", 5);
  expect(await listed("gaps")).toEqual({
    unanswered: [
      {
        ...{ id: expect.any(String), count: 2, at: 20, conversations: ["c2", "c1"] },
        questions: ["do you repair old grandfather clocks", "Do you repair grandfather clocks?"],
      },
      { id: expect.any(String), questions: ["Is there parking?"], count: 1, conversations: ["c2"], at: 15 },
      { id: expect.any(String), questions: ["Is there no parking?"], count: 1, conversations: ["c3"], at: 5 },
    ],
    more: false,
  });
  const first = await listed("gaps", "?limit=2");
  expect(first).toMatchObject({ more: true, next: expect.any(String) });
  expect(await listed("gaps", `?limit=2&after=${first.next}`)).toMatchObject({
    unanswered: [{ count: 1 }],
    more: false,
  });
  expect((await call("/gaps/unanswered?after=x")).status).toBe(400);
});

test("answering a gap makes a pair that works at once and takes it off the list", async () => {
  await putSite("solved");
  await ask("solved", "c1", "Where is my order 1234567?");
  const [gap] = (await listed("solved")).unanswered;
  expect(gap?.questions).toEqual(["Where is my order [number]?"]);
  const path = `/solved/unanswered/${gap?.id}`;
  expect((await call(path, { method: "POST", body: { answer: "" } })).status).toBe(400);
  const response = await call(path, { method: "POST", body: { answer: "Ask Ada.", url: "https://mill.example/ada" } });
  expect([response.status, await response.json()]).toEqual([
    200,
    {
      id: gap?.id,
      questions: gap?.questions,
      answer: "Ask Ada.",
      url: "https://mill.example/ada",
      at: expect.any(Number),
    },
  ]);
  expect(await listed("solved")).toEqual({ unanswered: [], more: false });
  expect(await answers("solved", "where is my order 7654321")).toBe("Ask Ada.");
  expect((await call(path, { method: "POST", body: { answer: "Again." } })).status).toBe(404);
});

test("a dismissed gap comes back when it was asked five more times", async () => {
  await putSite("dismissed");
  await ask("dismissed", "c0", "Do you sell submarines?");
  const [gap] = (await listed("dismissed")).unanswered;
  const dismiss = () => remove(`/dismissed/unanswered/${gap?.id}`);
  expect([(await dismiss()).status, (await dismiss()).status]).toEqual([204, 404]);
  for (const time of [1, 2, 3, 4]) await ask("dismissed", `c${time}`, "do you sell a submarine", time);
  expect((await listed("dismissed")).unanswered).toEqual([]);
  await ask("dismissed", "c5", "Do you sell submarines?", 5);
  expect((await listed("dismissed")).unanswered).toMatchObject([{ id: gap?.id, count: 6 }]);
});

test("who answers in a question of their own keeps none of the visitors' words", async () => {
  await putSite("reworded");
  await ask("reworded", "c1", "Can Ada Bell of Mill Lane have a zeppelin?");
  const [gap] = (await listed("reworded")).unanswered;
  const path = `/reworded/unanswered/${gap?.id}`;
  const questions = ["Do you make zeppelins?"];
  expect((await call(path, { method: "POST", body: { answer: "No.", questions: [] } })).status).toBe(400);
  const response = await call(path, { method: "POST", body: { answer: "No.", questions } });
  expect(await response.json()).toMatchObject({ questions, answer: "No." });
  expect(await answers("reworded", "do you make a zeppelin?")).toBe("No.");
});

test("[R9] an erased conversation leaves none of its words, and what nobody else asked is gone", async () => {
  await putSite("erased");
  const site = env.SITE.getByName("erased");
  await ask("erased", "c1", "Do you repair grandfather clocks?", 1);
  await ask("erased", "c2", "Can you repair my grandfather clock, please?", 2);
  await ask("erased", "c2", "Do you sell submarines?", 3);
  await site.forget("c2");
  expect((await listed("erased")).unanswered).toEqual([
    {
      id: expect.any(String),
      questions: ["Do you repair grandfather clocks?"],
      count: 1,
      conversations: ["c1"],
      at: 1,
    },
  ]);
  await site.forget("c1");
  expect(await listed("erased")).toEqual({ unanswered: [], more: false });
});

test.each(["pages/a", "pairs/a", "unanswered/a"])("what is not there is 404: %s", async (path) => {
  await putSite("empty");
  const method = path.startsWith("unanswered") ? "POST" : "GET";
  const response = await call(`/empty/${path}`, { method, ...(method === "POST" && { body: { answer: "x" } }) });
  expect([response.status, await response.json()]).toEqual([404, { error: "not-found" }]);
  expect((await remove(`/empty/${path}`)).status).toBe(404);
});
