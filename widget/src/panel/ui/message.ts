// One message of the transcript: the visitor's bubble, an answer, a note. It is made once and follows its own signals.
import type { ReadonlySignal } from "@preact/signals-core";
import type { Entry, Pending } from "../state.ts";
import { answer } from "./answer.ts";
import { h } from "./dom.ts";
import { avatar } from "./header.ts";
import { type Place, timeOf } from "./rows.ts";
import type { View } from "./view.ts";
import { NOT_SENT, NOT_SENT_ELSE } from "./words.ts";

/** What the visitor said keeps its row when the server shows it back. */
export interface Row {
  key: string;
  entry?: Entry;
  pending?: Pending;
  place: Place;
}

export function message(view: View, row: ReadonlySignal<Row>): Element {
  const { key, entry } = row.peek();
  const role = entry?.message.peek().role ?? "visitor";
  const state = () => row.value.entry?.message.value.state ?? (row.value.pending?.failed ? "failed" : "pending");
  return h(
    "li",
    {
      class: () => (row.value.place.isFirst ? "message first" : "message"),
      "data-id": key,
      "data-role": role,
      "data-state": state,
    },
    () => row.value.place.day && h("p", { class: "small day" }, row.value.place.day),
    entry && role !== "visitor" ? others(view, entry, row) : mine(view, row),
  );
}

function others(view: View, entry: Entry, row: ReadonlySignal<Row>) {
  const { role, name } = entry.message.peek();
  if (role === "note") return [h("p", { class: "small line" }, () => entry.message.value.text)];
  return [
    h("span", { class: "unseen" }, () => `${name ?? view.title.value}: `),
    () => row.value.place.isFirst && [avatar(view), name && h("p", { class: "small" }, name)],
    ...answer(view, entry),
  ];
}

function mine({ conversation }: View, row: ReadonlySignal<Row>) {
  const { key, entry, pending } = row.peek();
  const word = (words: string, act: (id: string) => void) =>
    h("button", { class: "word", onclick: () => act(key) }, words);
  return [
    h(
      "p",
      { class: "bubble", dir: "auto" },
      h("span", { class: "unseen" }, "You: "),
      entry?.text.peek() ?? pending?.text,
    ),
    () => {
      const { entry, pending, place } = row.value;
      if (entry) {
        return h("time", { class: place.isLast ? "small" : "small quiet" }, timeOf(entry.message.value.at));
      }
      return (
        pending?.failed &&
        h(
          "p",
          { class: "small danger" },
          NOT_SENT[pending.failed] ?? NOT_SENT_ELSE,
          word("Send again", conversation.sayAgain),
          word("Delete", conversation.discard),
        )
      );
    },
  ];
}
