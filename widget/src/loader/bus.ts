// What the page listens to. A listener that throws is the page's own error, and stops no other.
import type { Events } from "../embedding.ts";

export function createBus() {
  const bus = new EventTarget();
  return {
    on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void) {
      const hear = (event: Event) => listener((event as CustomEvent).detail);
      bus.addEventListener(name, hear);
      return () => bus.removeEventListener(name, hear);
    },
    emit: (name: keyof Events, detail?: unknown) => bus.dispatchEvent(new CustomEvent(name, { detail })),
  };
}
