// Elements by DOM calls, kept true by signals: where a function stands, what it returns may change. What a scope started
// ends with it.
import { effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals-core";

type Attribute = string | boolean | null | undefined;
type Given = Attribute | (() => Attribute) | ((event: never) => unknown);
export type Child = Node | string | false | null | undefined;
export type Live = () => Child | Child[];
type End = () => void;

let scope: End[] = [];

/** What `make` starts by `follow` and `onEnd` ends when the second value is called. */
export function scoped<Made>(make: () => Made): [made: Made, end: End] {
  const outer = scope;
  const inner: End[] = [];
  scope = inner;
  try {
    return [make(), () => inner.splice(0).forEach((end) => void end())];
  } finally {
    scope = outer;
  }
}

export const onEnd = (end: End) => void scope.push(end);
/** Runs now, and again when a signal that it read changes. */
export const follow = (run: () => void) => onEnd(effect(run));

/** An `on…` name takes a listener; an attribute that is false, null or undefined is not there. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Record<string, Given>,
  ...children: (Child | Live | (Child | Live)[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    else if (typeof value === "function") follow(() => setAttribute(element, name, (value as () => Attribute)()));
    else setAttribute(element, name, value);
  }
  for (const child of children.flat()) {
    if (typeof child === "function") appendLive(element, child);
    else if (child) element.append(child);
  }
  return element;
}

function setAttribute(element: Element, name: string, value: Attribute) {
  if (typeof value === "string") element.setAttribute(name, value);
  else element.toggleAttribute(name, Boolean(value));
}

function appendLive(parent: Element, make: Live) {
  const mark = document.createTextNode("");
  let nodes: (ChildNode | string)[] = [];
  let end = () => {};
  parent.append(mark);
  follow(() => {
    end();
    for (const node of nodes) (node as ChildNode).remove();
    const [made, endMade] = scoped(() => [make()].flat());
    nodes = made
      .filter(Boolean)
      .map((child) => (typeof child === "string" ? document.createTextNode(child) : child)) as ChildNode[];
    mark.before(...nodes);
    end = endMade;
  });
  onEnd(() => end());
}

/** One element for each item, by key. One that stays is not made again: it is told of its new item. */
export function list<Item extends { key: string }>(
  parent: Element,
  items: ReadonlySignal<readonly Item[]>,
  make: (item: ReadonlySignal<Item>) => Element,
) {
  const shown = new Map<string, Shown<Item>>();
  const add = (item: Item) => {
    const live = signal(item);
    const [element, end] = scoped(() => untracked(() => make(live)));
    const one = { element, end, live };
    shown.set(item.key, one);
    return one;
  };
  follow(() => {
    const keys = new Set(items.value.map(({ key }) => key));
    for (const [key, { element, end }] of shown) {
      if (keys.has(key)) continue;
      end();
      element.remove();
      shown.delete(key);
    }
    items.value.forEach((item, index) => {
      const { element, live } = shown.get(item.key) ?? add(item);
      live.value = item;
      const there = parent.children[index];
      if (there !== element) parent.insertBefore(element, there ?? null);
    });
  });
  onEnd(() => {
    for (const { end } of shown.values()) end();
  });
}

interface Shown<Item> {
  element: Element;
  end: End;
  live: Signal<Item>;
}
