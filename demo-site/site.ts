// How the demo's owner sets Foyer up: the body of PUT /v1/sites/demo.

/** `origin` is where the site is served, as `http://localhost:PORT`; the same port on 127.0.0.1 is allowed too. */
export const demoSite = ({ origin }: { origin: string }) => ({
  name: "Ebbstead",
  origins: [origin, origin.replace("localhost", "127.0.0.1")],
  start: `${origin}/`,
  greeting: "Hello. Ask about our tide clocks, prices, delivery, or setting one up.",
  suggestions: [
    "How long does the battery last?",
    "What does delivery cost?",
    "Does it work without Wi-Fi?",
    "Can I visit the workshop?",
  ],
  colors: { accent: "#a3195b" },
  lang: "en",
  zone: "Europe/London",
  followUps: { steps: [30, 24 * 60] },
  instructions: [
    "You answer visitors of Ebbstead, a small company in Cornwall that makes e-paper tide clocks.",
    "Be brief, warm and exact, in British English. Give prices in pounds as the pages state them.",
    "Never give tide times or advice on safety at sea: say that the clocks are not for navigation.",
    "For an order that already exists, take the order number and an e-mail address so that Tamsin can answer.",
  ].join("\n"),
});
