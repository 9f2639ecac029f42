// The identity of a tool call that changes something: a turn can run twice, and the effect must come once.

/** The same conversation, question, tool and arguments give the same id, whatever the order of the arguments' keys. */
export async function callId(conversation: string, questionId: string, tool: string, input: unknown) {
  const text = canonicalJson([conversation, questionId, tool, input]);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
