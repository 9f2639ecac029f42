// Whether a socket still lives: a ping now and then, and a limit to silence. Timers run only between `opened` and `stop`.

export const PING_MS = 25_000;
export const PONG_MS = 5000;
export const SILENCE_MS = 20_000; // while an answer streams: a sleeping object keeps its sockets and its `pong`
export const WELCOME_MS = 15_000;

export interface Pulse {
  ping(): void;
  isStreaming(): boolean;
  dead(): void;
}

export function createHeartbeat({ ping, isStreaming, dead }: Pulse) {
  const welcome = timer(dead, WELCOME_MS);
  const next = timer(check, PING_MS);
  const pong = timer(dead, PONG_MS);
  const silence = timer(dead, SILENCE_MS);

  function check() {
    if (pong.runs()) return;
    next.stop();
    pong.start();
    ping();
  }

  return {
    check,
    opened: welcome.start,
    welcomed() {
      welcome.stop();
      next.start();
    },
    /** After each frame; a `pong` is none. */
    heard: () => (isStreaming() ? silence.start() : silence.stop()),
    ponged() {
      pong.stop();
      next.start();
    },
    stop() {
      for (const each of [welcome, next, pong, silence]) each.stop();
    },
  };
}

function timer(run: () => void, ms: number) {
  let id: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(id);
    id = undefined;
  };
  return {
    stop,
    runs: () => id !== undefined,
    start() {
      stop();
      id = setTimeout(() => {
        id = undefined;
        run();
      }, ms);
    },
  };
}
