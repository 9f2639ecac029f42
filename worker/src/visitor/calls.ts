// The tools of one turn, and what guards them: a model reads pages too, so what the visitor wrote decides, not what it says.
import type { Message } from "protocol";
import { logError } from "../log.ts";
import type { Citable } from "../model/citable.ts";
import type { ToolCall } from "../model/model.ts";
import type { SiteForTurn, TurnGrant } from "../site/turn.ts";
import { wantsToHearLater } from "../tools/consent.ts";
import type { Reminders } from "../tools/reminder.ts";
import { type ReminderToolContext, reminderTools } from "../tools/reminder-tools.ts";
import { type SiteToolContext, siteTools } from "../tools/site-tools.ts";
import { runCall, type Tool, toDeclaration, toError } from "../tools/tool.ts";
import { leadsOnlyWhereItMay } from "./links.ts";

/** The part of a turn that tools need. */
export interface Calling {
  question: Message;
  history: Message[]; // oldest first, all before the question that the prompt may use
  grant: TurnGrant;
  conversation: string;
  site: Pick<SiteForTurn, "search" | "addLead">;
  reminders: Reminders;
  zone: string; // the visitor's (IANA), else the site's
  isZoneKnown: boolean; // it is the visitor's
  at: number; // ms since 1970
}

const TOOLS: Tool<SiteToolContext & ReminderToolContext>[] = [...siteTools, ...reminderTools];
export const DECLARATIONS = TOOLS.map(toDeclaration);
const MAX_REMINDERS = 7; // in one turn: one for each day of a week
const LOOKS_UP = "search_site";

export class Calls {
  /** One did more than look something up. */
  acted = false;
  readonly #turn: Calling;
  readonly #citable: Citable;
  readonly #isTrusted: boolean; // the calls come from the visitor's words alone
  readonly #said: string[];
  #reminders = 0;

  constructor(turn: Calling, citable: Citable, { isTrusted }: { isTrusted: boolean }) {
    this.#turn = turn;
    this.#citable = citable;
    this.#isTrusted = isTrusted;
    this.#said = saidIn(turn);
  }

  /** What the model is told of it. Never throws. */
  async run(call: ToolCall): Promise<string> {
    const { conversation, question, at, site, reminders, zone, isZoneKnown } = this.#turn;
    try {
      const result = await runCall(TOOLS, call, {
        ...{ conversation, questionId: question.id, at, site, said: this.#said },
        ...{ reminders, zone, isZoneKnown, askedAt: question.at },
        found: (passages) => this.#citable.add(passages),
        refusal: (what) => this.#refusal(what),
      });
      this.acted ||= call.name !== LOOKS_UP && !result.startsWith('{"error"');
      return result;
    } catch (error) {
      logError(`conversation ${conversation}: tool ${call.name}`, error);
      return toError("the tool failed; it may work later");
    }
  }

  #refusal(what?: string): string | undefined {
    if (this.#isTrusted) return undefined;
    const { question, history, grant } = this.#turn;
    const offered = history.findLast(({ role }) => role !== "visitor")?.text;
    if (!wantsToHearLater(question.text, offered))
      return "the visitor's message does not ask for it; if they want it, let them say when";
    if (what === undefined) return undefined;
    if (++this.#reminders > MAX_REMINDERS) return `no more than ${MAX_REMINDERS} in one answer`;
    const isOwn = leadsOnlyWhereItMay(what, { said: this.#said, grant, passages: [] });
    return isOwn ? undefined : "its message may name no address but the site's own and the visitor's";
  }
}

/** The visitor's words in this conversation, as far as the turn has them. */
export const saidIn = ({ history, question }: Pick<Calling, "history" | "question">): string[] => [
  ...history.flatMap(({ role, text }) => (role === "visitor" ? text : [])),
  question.text,
];
