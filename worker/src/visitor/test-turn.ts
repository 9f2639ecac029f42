// For tests: a turn on the fake upstream, and all that it tells.
import type { Message, Source } from "protocol";
import { retrieval } from "../answerer/retrieval.ts";
import type { Passage } from "../model/model.ts";
import { fakeUpstream } from "../model/test-upstream.ts";
import type { Lead, TurnGrant } from "../site/turn.ts";
import { remindersInMemory } from "../tools/test-reminders.ts";
import { runTurn, type Turn, type TurnEnd, type TurnPiece } from "./turn.ts";

export const hours: Passage = {
  ...{ title: "Help", heading: "Opening hours", url: "https://brightwick.example/help#hours", score: 1 },
  text: "The workshop is open from Tuesday to Saturday, 9:00 to 17:00. Parking is free.",
};
export const delivery: Passage = {
  ...{ title: "Delivery", heading: "", url: "https://brightwick.example/delivery", score: 0.5 },
  text: "Delivery costs £4 and takes two days.",
};

export const ASKED_AT = Date.UTC(2026, 10, 25, 12); // a Wednesday in winter

interface Setting {
  text: string;
  over?: Partial<Turn>;
  grant?: Partial<TurnGrant>;
  site?: Partial<Turn["site"]>;
}

export function turnOf({ text, over = {}, grant = {}, site = {} }: Setting) {
  const leads: Lead[] = [];
  const { reminders, kept } = remindersInMemory({ now: ASKED_AT });
  const upstream = fakeUpstream();
  const question: Message = { id: "q1", seq: 3, role: "visitor", text, state: "done", at: ASKED_AT };
  const turn: Turn = {
    ...{ question, history: [], conversation: "demo/abc", at: 1, builtIn: retrieval, model: upstream.model },
    signal: new AbortController().signal,
    grant: {
      site: { name: "Brightwick", url: "https://brightwick.example/" },
      model: { fallback: "pages" },
      overBudget: false,
      passages: [hours, delivery],
      ...grant,
    },
    site: { search: async () => [hours], addLead: async (lead) => void leads.push(lead), ...site },
    ...{ reminders, zone: "Europe/London", isZoneKnown: true },
    ...over,
  };
  return { turn, leads, kept, upstream };
}

export interface Told {
  text: string;
  sources: Source[];
  by?: "pages";
}

export function tell(told: Told, piece: TurnPiece) {
  if (piece.type === "text") told.text += piece.text;
  if (piece.type === "sources") told.sources = piece.sources;
  if (piece.type === "by") told.by = piece.by;
}

export async function run(turn: Turn): Promise<TurnEnd & Told> {
  const told: Told = { text: "", sources: [] };
  const pieces = runTurn(turn);
  let piece = await pieces.next();
  for (; !piece.done; piece = await pieces.next()) tell(told, piece.value);
  return { ...piece.value, ...told };
}

export const answerTo = (setting: Setting) => run(turnOf(setting).turn);
