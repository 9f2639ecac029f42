// What a model may do for a visitor of a site: look something up, and take contact details.
import * as z from "zod";
import { toPromptText } from "../model/citable.ts";
import type { Passage } from "../model/model.ts";
import { callId } from "./call-id.ts";
import { wroteEmail, wrotePhone } from "./consent.ts";
import { defineTool, type Tool } from "./tool.ts";

export interface SiteToolContext {
  conversation: string;
  questionId: string;
  at: number; // ms since 1970
  said: readonly string[]; // by the visitor, in this conversation
  site: {
    search(query: string): Promise<Passage[]>;
    addLead(lead: Contact & { id: string; conversation: string; at: number }): Promise<void>;
  };
  /** Tells the turn what a search found; answers with the number by which each may be cited. */
  found(passages: Passage[]): number[];
}

const contact = z
  .object({
    name: z.string().trim().min(1).max(120).optional(),
    email: z.string().trim().max(254).pipe(z.email()).optional(),
    phone: z
      .string()
      .trim()
      .max(40)
      .regex(/^\+?[\d\s()./-]+$/, "digits, spaces and +().-/")
      .refine((phone) => phone.replace(/\D/g, "").length >= 6, "at least six digits")
      .optional(),
    note: z.string().trim().min(1).max(1000).describe("what the visitor wants, in a sentence or two"),
  })
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, "an email or a phone is needed");

type Contact = z.output<typeof contact>;

/** Only the visitor can give them: a page that names others, and whoever believes it, pass nothing on. */
const NOT_WRITTEN = {
  email: "the visitor has not written this e-mail address in this conversation: ask them to type it here",
  phone: "the visitor has not written this phone number in this conversation: ask them to type it here",
};

const searchSite = defineTool({
  name: "search_site",
  description: "Finds passages of this site's pages. Use it when the passages you have do not answer the question.",
  input: z.object({ query: z.string().trim().min(1).max(200).describe("a few words to look for") }),
  async run({ query }, { site, found }: SiteToolContext) {
    const passages = await site.search(query);
    if (!passages.length) return "Nothing was found.";
    const numbers = found(passages);
    return passages.map((passage, index) => toPromptText(passage, numbers[index] ?? 0)).join("\n\n");
  },
});

const leaveContact = defineTool({
  name: "leave_contact",
  description:
    "Passes the visitor's contact details to the people behind this site, who then write or call. Only with details that the visitor gave; an e-mail address or a phone number is needed.",
  input: contact,
  async run(input, { conversation, questionId, at, said, site }: SiteToolContext) {
    const { email, phone } = input;
    if (email !== undefined && !wroteEmail(said, email)) return { error: NOT_WRITTEN.email };
    if (phone !== undefined && !wrotePhone(said, phone)) return { error: NOT_WRITTEN.phone };
    const id = await callId(conversation, questionId, "leave_contact", input);
    await site.addLead({ ...input, id, conversation, at });
    return { saved: true };
  },
});

export const siteTools: Tool<SiteToolContext>[] = [searchSite, leaveContact];
