// One message of the transcript: the visitor's bubble, an answer, a note. It follows its own signals.
import { Fragment, h } from "preact";
import type { Entry, Pending } from "../state.ts";
import { Answer } from "./answer.tsx";
import { Avatar } from "./header.tsx";
import { live } from "./live.ts";
import { type Place, timeOf } from "./rows.ts";
import type { View } from "./view.ts";
import { NOT_SENT, NOT_SENT_ELSE } from "./words.ts";

/** What the visitor said keeps its row when the server shows it back. */
interface Props extends Place {
  view: View;
  id: string;
  entry?: Entry | undefined;
  pending?: Pending | undefined;
}

export const Message = live(({ view, id, entry, pending, isFirst, isLast, day }: Props) => {
  const { role = "visitor", state, text, at = pending?.at ?? 0 } = entry?.message.value ?? {};
  const { failed } = pending ?? {};
  const who = <span class="unseen">{role === "visitor" ? "You" : view.title()}: </span>;
  return (
    <li
      class={isFirst ? "message first" : "message"}
      data-id={id}
      data-role={role}
      data-state={state ?? (failed ? "failed" : "pending")}
    >
      {day && <p class="small line">{day}</p>}
      {role === "note" ? (
        <p class="small line">{text}</p>
      ) : role === "visitor" ? (
        <p class="bubble" dir="auto" title={timeOf(at)}>
          {who}
          {text ?? pending?.text}
        </p>
      ) : (
        entry && (
          <>
            {who}
            {isFirst && <Avatar view={view} />}
            <Answer view={view} entry={entry} />
          </>
        )
      )}
      {entry && isLast && role === "visitor" && <time class="small">{timeOf(at)}</time>}
      {failed && (
        <p class="small danger">
          {NOT_SENT[failed] ?? NOT_SENT_ELSE}
          <button class="word" type="button" onClick={() => view.conversation.sayAgain(id)}>
            Send again
          </button>
        </p>
      )}
    </li>
  );
});
