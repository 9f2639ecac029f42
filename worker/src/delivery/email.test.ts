import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { deliverEmail, type EmailTo } from "./email.ts";
import { toDeliver } from "./test-delivery.ts";

type Sent = Extract<Parameters<SendEmail["send"]>[0], { subject: string }>;

const to: EmailTo = {
  email: "ada@example.com",
  from: "hello@ebbstead.example",
  replyTo: "desk@ebbstead.example",
  isConfirmed: true,
  link: "https://ebbstead.example/sofas?a=1&b=2#foyer=ticket",
  unsubscribe: "https://foyer.example/v1/unsubscribe/signed",
};

/** The real binding, which takes what a test looks at. */
async function send(delivery = toDeliver(), changed: Partial<EmailTo> = {}) {
  const sent: Sent[] = [];
  const mail = {
    async send(message: Sent) {
      const result = await env.MAIL.send(message);
      sent.push(message);
      return result;
    },
  } as SendEmail;
  const outcome = await deliverEmail(delivery, { ...to, ...changed }, mail);
  return { outcome, sent, mail: sent[0] };
}

test("an e-mail goes from the site to one address, with a way back and a way out", async () => {
  const { outcome, sent } = await send();
  expect(outcome).toEqual({ state: "delivered" });
  expect(sent).toEqual([
    {
      from: { name: "Ebbstead", email: "hello@ebbstead.example" },
      to: "ada@example.com",
      replyTo: "desk@ebbstead.example",
      subject: "A message from Ebbstead",
      text: expect.any(String),
      html: expect.any(String),
      headers: {
        "List-Unsubscribe": "<https://foyer.example/v1/unsubscribe/signed>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Foyer-Event": "event-1",
      },
    },
  ]);
});

test("a reminder says that it is one; without an address for replies there is none", async () => {
  const { replyTo: _, ...rest } = to;
  const sent: Sent[] = [];
  const mail = { send: async (message: Sent) => sent.push(message) } as unknown as SendEmail;
  await deliverEmail(toDeliver({ kind: "reminder" }), rest, mail);
  expect(sent[0]).toMatchObject({ subject: "Your reminder from Ebbstead" });
  expect(sent[0]).not.toHaveProperty("replyTo");
});

test("until the address is confirmed a reminder comes without its words, which anybody may have written", async () => {
  const phishing = "You asked me to remind you to sign in at http://evil.example";
  const { mail } = await send(toDeliver({ kind: "reminder", text: phishing }), { isConfirmed: false });
  expect(mail?.text).toMatch(/^A reminder was set for this time in a chat with Ebbstead\. /);
  expect(`${mail?.text}${mail?.html}`).not.toMatch(/evil|sign in/);
  const confirmed = await send(toDeliver({ kind: "reminder", text: "Call us." }));
  expect(confirmed.mail?.text).toMatch(/^Call us\./);
  const step = await send(toDeliver({ text: "Shall we call you?" }), { isConfirmed: false });
  expect(step.mail?.text).toMatch(/^Shall we call you\?/);
});

test("as text: the message, the link back, why it came, the link out", async () => {
  const { mail } = await send(toDeliver({ text: "One line.\nAnother <b>line</b> & more." }));
  expect(mail?.text).toBe(`One line.
Another <b>line</b> & more.

Continue the conversation: ${to.link}

--\u0020
You get this because this address was given in a chat with Ebbstead.
Unsubscribe: ${to.unsubscribe}
`);
});

test("as HTML: the same words, with links as links and nothing that is loaded", async () => {
  const { mail } = await send();
  const html = mail?.html ?? "";
  expect(html).toContain(">Still thinking about the sofa?</p>");
  expect(html).toContain('href="https://ebbstead.example/sofas?a=1&amp;b=2#foyer=ticket"');
  expect(html).toContain("Continue the conversation</a>");
  expect(html).toContain("You get this because this address was given in a chat with Ebbstead.");
  expect(html).toContain(`href="${to.unsubscribe}"`);
  expect(html).toContain('name="color-scheme" content="light dark"');
  expect(html).not.toMatch(/<(img|table|script|link|iframe|form)\b|url\(|src=/i);
});

test.each([
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</p></body></html><a href='javascript:alert(1)'>",
  "&lt;b&gt; &amp;",
])("%s is text in HTML", async (attack) => {
  const { mail } = await send(toDeliver({ text: attack, name: `Shop ${attack}` }), {
    link: `https://ebbstead.example/?q=${attack}`,
  });
  const elements = (html: string) => html.match(/<\/?[a-z]+/g);
  expect(elements(mail?.html ?? "")).toEqual(elements((await send()).mail?.html ?? ""));
  expect(mail?.html).not.toContain(attack);
  expect(mail?.text).toContain(attack);
});

test.each([
  ["Shop\r\nBcc: victim@example.com", "Shop Bcc: victim@example.com"],
  ["Shop\nSubject: another", "Shop Subject: another"],
  ["Shop\0\u0007\u001b\u007f\u0085x", "Shop x"],
  ["Shop\u2028\u2029x", "Shop x"],
  ["Shop \u202egnp.exe\u2066", "Shop gnp.exe"],
  ["Shop\u200b\ufeff\u{e0041}x", "Shop x"],
  ['Bank" <bank@example.com>, "x', "Bank bank@example.com, x"],
  ["<\u202e>", "demo"],
  ["Smith, Jones & Söhne – 語", "Smith, Jones & Söhne – 語"],
])("the site's name %j is %j in a header", async (name, line) => {
  const { outcome, mail } = await send(toDeliver({ name }));
  expect(outcome).toEqual({ state: "delivered" });
  expect(mail?.from).toEqual({ name: line, email: to.from });
  expect(mail?.subject).toBe(`A message from ${line}`);
});

const BAD_ADDRESSES = [
  "",
  "ada",
  "ada@localhost",
  "@example.com",
  "ada@",
  "ada@example.com,eve@example.com",
  "ada@example.com;eve@example.com",
  "ada@example.com eve@example.com",
  "ada@eve@example.com",
  "Ada <ada@example.com>",
  "<ada@example.com>",
  '"ada"@example.com',
  "ada(comment)@example.com",
  "ada@[127.0.0.1]",
  "ada\\@example.com",
  "ada@example.com\r\nBcc: eve@example.com",
  "ada@example.com\n",
  "ada\0@example.com",
  "ada\u202e@example.com",
  "ada\u200b@example.com",
  "ada\u2028@example.com",
  `${"a".repeat(250)}@example.com`,
];

test.each(BAD_ADDRESSES)("nothing is sent to %j", async (email) => {
  const { outcome, sent } = await send(toDeliver(), { email });
  expect(outcome).toMatchObject({ state: "refused", error: expect.stringContaining("is no address") });
  expect(sent).toEqual([]);
});

test.each(["ada+chat@example.com", "o'hara@example.co.uk", "ada.b_c-d@sub.example.com", "грета@пример.рф"])(
  "an e-mail may go to %s",
  async (email) => {
    expect((await send(toDeliver(), { email })).mail?.to).toBe(email);
  },
);

test.each(["from", "replyTo"] as const)("%s has to be one address too", async (field) => {
  const { outcome, sent } = await send(toDeliver(), { [field]: "desk@ebbstead.example\r\nBcc: eve@example.com" });
  expect(outcome.state).toBe("refused");
  expect(sent).toEqual([]);
});

test("what the binding will not send is refused with its words, cut", async () => {
  const failing = (error: unknown) =>
    deliverEmail(toDeliver(), to, { send: () => Promise.reject(error) } as unknown as SendEmail);
  expect(await failing(new Error("email from hello@ebbstead.example not allowed"))).toEqual({
    state: "refused",
    error: "email from hello@ebbstead.example not allowed",
  });
  expect(await failing(new Error("x".repeat(1000)))).toEqual({ state: "refused", error: "x".repeat(200) });
  expect(await failing("odd")).toEqual({ state: "refused", error: "odd" });
});
