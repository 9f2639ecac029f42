// A value that changes, as Server-Sent Events (HTML standard, 9.2): one event for each change, until the last or until
// the client leaves. Knows nothing of the value but what it is told.

interface Watched<Value> {
  read: () => Promise<Value | null>; // null: there is nothing to watch any more
  isLast: (value: Value) => boolean;
  pollMs: number;
  heartbeatMs: number;
}

export function watch<Value>(
  first: Value,
  { read, isLast, pollMs, heartbeatMs }: Watched<Value>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = "";
  let sentAt = 0;
  let isOver = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        controller.enqueue(encoder.encode(text));
        sentAt = Date.now();
      };
      const show = (value: Value | null) => {
        if (isOver) return;
        const event = value === null ? sent : `data: ${JSON.stringify(value)}\n\n`;
        if (event !== sent) send(event);
        else if (Date.now() - sentAt >= heartbeatMs) send(":\n\n");
        sent = event;
        if (value === null || isLast(value)) controller.close();
        else timer = setTimeout(look, pollMs);
      };
      const look = () => {
        read().then(show, (error) => controller.error(error));
      };
      show(first);
    },
    cancel() {
      isOver = true;
      clearTimeout(timer);
    },
  });
}
