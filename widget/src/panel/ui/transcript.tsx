// The messages in order, what stands above the first of them, and the way back to the newest.
import { Fragment, h } from "preact";
import { copyCode } from "./copy.ts";
import { live } from "./live.ts";
import { Message } from "./message.tsx";
import { placeOf } from "./rows.ts";
import type { View } from "./view.ts";
import { GREETING } from "./words.ts";

export const Transcript = live(({ view }: { view: View }) => {
  const { conversation, fresh, atEnd } = view;
  return (
    <div class="stage">
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label="Conversation"
        lang={conversation.site.value?.lang ?? document.documentElement.lang}
        {...{ tabIndex: 0, onClick: (event: Event) => copyCode(event, view) }}
      >
        <div class="content">
          <Opening view={view} />
          <Rows view={view} />
        </div>
      </div>
      {fresh.value && (
        <button
          class="pill"
          type="button"
          onClick={() => {
            atEnd.value = true;
          }}
        >
          New messages
        </button>
      )}
    </div>
  );
});

/** Earlier messages are there; or the greeting, and what one could ask while nothing was asked. */
const Opening = live(({ view: { conversation, options, inline, say } }: { view: View }) => {
  const { entries, pending, site, more, loadingOlder } = conversation;
  if (more.value) return <p class="small line">{loadingOlder.value && "Loading earlier messages…"}</p>;
  const { greeting, suggestions } = site.value ?? {};
  const isEmpty = !entries.value[0] && !pending.value[0];
  return (
    <>
      <p class="greeting" dir="auto">
        {options.value.greeting || greeting || ((site.value || inline) && GREETING)}
      </p>
      {isEmpty &&
        suggestions?.slice(0, 4).map((words) => (
          <button class="suggestion" type="button" key={words} dir="auto" onClick={() => say(words)}>
            {words}
          </button>
        ))}
    </>
  );
});

/** Drawn again only when a message comes, goes or moves; each row follows its own signals. */
const Rows = live(({ view }: { view: View }) => {
  const { entries, pending } = view.conversation;
  const rows = [
    ...entries.value.map((entry) => ({ ...entry.message.peek(), entry, pending: undefined })),
    ...pending.value.map((pending) => ({ ...pending, role: "visitor" as const, entry: undefined, pending })),
  ];
  return (
    <ol class="rows">
      {rows.map((row, index) => {
        const { id, entry, pending } = row;
        return (
          <Message key={id} {...{ view, id, entry, pending }} {...placeOf(row, rows[index - 1], rows[index + 1])} />
        );
      })}
    </ol>
  );
});
