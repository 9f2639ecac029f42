// A visitor leaves an address and goes: what is mailed to them, how often, how it brings them back, and how it is stopped.

import { type CapturedMail, linkOf, mailsOf } from "./mail.ts";
import { conversationIn, operatorOf } from "./operator.ts";
import { openPanel, panelOf } from "./panel.ts";
import { expect, test } from "./stack.ts";

const NAME = 'Ebb <b>&</b> "Stead"';
const FIRST = 'They said <b>"now"</b> & left.';

test.use({
  settings: {
    name: NAME,
    followUps: { steps: [4 / 60, 24 * 60], max: 9, quietHours: false },
    email: { from: "hello@ebbstead.example", replyTo: "tamsin@ebbstead.example" },
  },
});

const unsubscribeAddress = ({ headers }: CapturedMail) =>
  /^<(\S+)>$/.exec(headers["List-Unsubscribe"] ?? "")?.[1] ?? "";

test("[U8] an e-mail to whom nobody confirmed, another after they came back by its link, and none once unsubscribed", async ({
  page,
  browser,
  stack,
}) => {
  const email = `ada-${Date.now()}@example.com`;
  const mails = async () => (await mailsOf(stack.foyer)).filter(({ to }) => to.includes(email)).toReversed();
  const panel = await openPanel(page, "/pricing.html?size=2#plans");
  await panel.say(`I am at ${email}. [[say:Noted.]] [[follow-up:${FIRST}|Nobody reads this.]]`);
  await panel.ended();
  const operator = operatorOf(stack, await conversationIn(page));
  await page.close();
  await expect.poll(mails).toHaveLength(1);
  const [mail] = await mails();
  if (!mail) throw new Error("no e-mail");
  expect(mail).toMatchObject({
    to: [email],
    from: '"Ebb b&/b Stead" <hello@ebbstead.example>',
    replyTo: "tamsin@ebbstead.example",
    subject: "A message from Ebb b&/b Stead",
    headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated" },
  });
  expect(mail.text).toContain(FIRST);
  expect(mail.html).toContain("They said &lt;b&gt;&quot;now&quot;&lt;/b&gt; &amp; left.");
  expect(mail.html).not.toContain("<b>");
  expect(unsubscribeAddress(mail).startsWith(`${stack.foyer}/v1/unsubscribe/`)).toBe(true);

  await operator.triggerNext();
  await expect.poll(operator.states).toEqual(["sent", "sent"]);
  expect(await operator.deliveries(), "an unconfirmed address gets one e-mail ever").toHaveLength(1);

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  await phone.goto(unsubscribeAddress(mail));
  await expect(phone.getByRole("button", { name: "Unsubscribe" })).toBeVisible(); // and nothing else happens, as the next e-mail shows
  expect(linkOf(mail).startsWith(`${stack.site}/pricing.html?size=2#foyer=`)).toBe(true);
  await phone.goto(linkOf(mail));
  const continued = panelOf(phone);
  await expect(continued.messages).toHaveCount(4);
  await expect(continued.answers.nth(1)).toContainText(FIRST);
  await expect(phone).toHaveURL(`${stack.site}/pricing.html?size=2`);
  await continued.say("I am back. [[say:Welcome.]] [[follow-up:Third of all.|Fourth of all.]]");
  await continued.ended(4);
  await elsewhere.close();
  await expect.poll(mails).toHaveLength(2);
  const second = (await mails()).at(-1);
  expect(second?.text).toContain("Third of all.");
  expect(linkOf(second ?? mail)).not.toBe(linkOf(mail));

  const answer = await fetch(unsubscribeAddress(mail), {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  await operator.triggerNext();
  await expect.poll(async () => (await operator.list()).counts.sent).toBe(4);
  expect(await mails()).toHaveLength(2);
  expect(await operator.deliveries()).toMatchObject([
    { by: "email", state: "delivered" },
    { by: "email", state: "delivered" },
  ]);
});
