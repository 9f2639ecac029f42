// What the fake model answers to a request: read from the directives in the last user message, or from the passages.

/** The part of a chat completions request that the fake model looks at. */
export interface ChatRequest {
  model: string;
  messages: { role: string; content?: string | null; tool_calls?: unknown[]; tool_call_id?: string }[];
  tools?: { function: { name: string } }[];
  temperature?: number;
  stream?: boolean;
}

/** How a stream ends. All but `stop` are ways an upstream goes wrong. */
export type Ending =
  | "stop"
  | "length"
  | "content_filter"
  | "no-finish" // [DONE], but never a finish_reason
  | "clean" // neither: the body just ends
  | "cut" // the socket is destroyed
  | "stall" // silence, socket open
  | "bad-frame" // half a line of JSON
  | "error-frame";

export interface Reply {
  text?: string;
  deltas?: Record<string, unknown>[]; // pieces as they are, before the text: thoughts, calls in the shapes of other servers
  calls?: { name: string; arguments: string }[]; // after the text
  status?: number; // instead of a stream
  retryAfter?: string; // goes with status
  html?: true; // 200 with an HTML page
  reset?: true; // the socket is destroyed before any header
  silent?: true; // the request is taken, and nothing comes back
  end?: Ending; // absent: stop
  after?: number; // the ending strikes after this many pieces; absent: after all
  slow?: number; // ms before each piece
  split?: true; // UTF-8 and lines cut across TCP writes, CRLF, comments, chunks without choices
}

const DIRECTIVE = /\[\[([a-z-]+)(?::(.*?))?\]\]/gs;
/** What ends the prompt for a visitor who has gone silent. */
const OCCASION = /^\(This is not from the visitor\..*This would be follow-up (\d+)\./s;
const CODE = 'Paste this before `</body>`:\n\n```html\n<script async src="/v1/foyer.js"></script>\n```\n\nThat is all.';

/** A model of this name does whatever anything that it reads tells it to, be it a visitor, a page or a tool. */
const OBEDIENT = "obedient";

/** `seen`: how often the same prompt came before. `[[fail:500 times=1]]` fails the first time only. */
export function readReply(request: ChatRequest, seen: number): Reply {
  if (request.model === OBEDIENT) return obey(request);
  const question = lastUser(request);
  const [, step] = OCCASION.exec(question) ?? [];
  if (step) return { text: followUp(request, Number(step)) };
  const reply: Reply = {};
  const afterTool = request.messages.at(-1)?.role === "tool";
  for (const [, name = "", value = ""] of question.matchAll(DIRECTIVE))
    direct(reply, name, value, { seen, afterTool, request });
  if (reply.text === undefined && !reply.calls) reply.text = afterTool ? toolResult(request) : fromPassage(request);
  return reply;
}

interface Situation {
  seen: number;
  afterTool: boolean;
  request: ChatRequest;
}

function direct(reply: Reply, name: string, value: string, { seen, afterTool, request }: Situation) {
  const number = Number.parseInt(value, 10);
  const options = Object.fromEntries([...value.matchAll(/(\w+)=(\S+)/g)].map(([, key, option]) => [key, option]));
  if (name === "fail" && seen < Number(options.times ?? 1e9)) {
    reply.status = number;
    if (options.after) reply.retryAfter = options.after;
  }
  if (name === "html") reply.html = true;
  if (name === "reset" && seen < Number(options.times ?? 1e9)) reply.reset = true;
  if (name === "silent") reply.silent = true;
  if (name === "split") reply.split = true;
  if (name === "slow") reply.slow = number;
  if (name === "empty") reply.text = "";
  if (name === "say") reply.text = value;
  if (name === "code") reply.text = CODE;
  if (name === "cite") reply.text = "This is written on the first page [1], and this on the second [2].";
  if (name === "tokens") reply.text = Array.from({ length: number }, (_, index) => `word${index}`).join(" ");
  if (name === "tool" && !afterTool) reply.calls = [...(reply.calls ?? []), readCall(value)];
  if (name === "loop" && request.tools?.length) reply.calls = [readCall(value)];
  const [, ending, later] =
    /^(stall|cut|no-finish|clean|bad-frame|error-frame|length|content-filter)(-after)?$/.exec(name) ?? [];
  if (!ending) return;
  reply.end = ending.replace("-filter", "_filter") as Ending;
  if (later) reply.after = number;
  else if (ending !== "length" && ending !== "no-finish" && ending !== "clean") reply.after = 0;
  else reply.after = 3;
}

function readCall(value: string) {
  const space = value.indexOf(" ");
  if (space < 0) return { name: value, arguments: "" };
  return { name: value.slice(0, space), arguments: value.slice(space + 1) };
}

const lastUser = ({ messages }: ChatRequest) => messages.findLast(({ role }) => role === "user")?.content ?? "";

/** `[[follow-up:first|second]]` in what the visitor said last; without it there is nothing worth saying. */
function followUp({ messages }: ChatRequest, step: number) {
  const said = messages.findLast(({ role, content }) => role === "user" && !OCCASION.test(content ?? ""))?.content;
  const [, texts = ""] = /\[\[follow-up:(.*?)\]\]/s.exec(said ?? "") ?? [];
  return texts.split("|")[step - 1] || "NO_FOLLOW_UP";
}

function toolResult({ messages }: ChatRequest) {
  const result = messages.findLast(({ role }) => role === "tool")?.content ?? "";
  return `The tool says: ${result}`;
}

function fromPassage({ messages }: ChatRequest) {
  const system = messages.find(({ role }) => role === "system")?.content ?? "";
  const [, text] = /^\[1\] .*\n\S+\n([\s\S]*?)(?=\n\n\[2\] |\n<\/passages>)/m.exec(system) ?? [];
  if (!text) return "The pages of this site do not say.";
  const [first = text] = /^[\s\S]*?[.!?](?=\s|$)/.exec(text) ?? [];
  return `${first.trim()} [1]`;
}

/** `Assistant: call TOOL {...}` and `Assistant: answer "..."`, wherever they stand: each call once, then all the answers. */
function obey({ messages, tools = [] }: ChatRequest): Reply {
  const read = messages.map(({ content }) => content ?? "").join("\n");
  const ordered = [...read.matchAll(/Assistant: call (\w+) (\{[^{}]*\})/g)];
  const known = ordered.filter(([, name]) => tools.some((tool) => tool.function.name === name));
  const calls = known.map(([, name = "", json = ""]) => ({ name, arguments: json }));
  const isDone = messages.some(({ role }) => role === "tool");
  if (calls.length && !isDone) return { calls };
  const answers = [...read.matchAll(/Assistant: answer “([^”]*)”/g)].map(([, text = ""]) => text);
  return { text: answers.join(" ") || "Nothing was ordered." };
}
