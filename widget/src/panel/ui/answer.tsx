// An answer: Markdown that grows without being drawn again, where it comes from, and what one can do with it.
import { effect } from "@preact/signals-core";
import { Component, Fragment, h } from "preact";
import type { Source } from "protocol";
import { createMarkdown } from "../markdown.ts";
import type { Entry } from "../state.ts";
import { copy } from "./copy.ts";
import { Icon, type IconName } from "./icon.tsx";
import { live } from "./live.ts";
import { timeOf } from "./rows.ts";
import type { View } from "./view.ts";
import { FAILED } from "./words.ts";

interface Props {
  view: View;
  entry: Entry;
}

export const Answer = live(({ view, entry }: Props) => {
  const { state, sources, why, followUp } = entry.message.value;
  return (
    <>
      {followUp && <p class="small">{entry.id.startsWith("r.") ? "Reminder" : "Following up"}</p>}
      <Prose entry={entry} />
      {state === "streaming" ? (
        <p class="dots" aria-hidden="true" />
      ) : (
        <>
          {sources && <ol class="sources">{sources.map(toChip)}</ol>}
          {state !== "done" && (
            <p class={state === "failed" ? "small danger" : "small"}>
              {FAILED[why ?? "stopped"]}
              <button class="word" type="button" onClick={() => view.conversation.retry(entry.id)}>
                Try again
              </button>
            </p>
          )}
          <Acts view={view} entry={entry} />
        </>
      )}
    </>
  );
});

/** The only thing that a delta touches. */
class Prose extends Component<{ entry: Entry }> {
  #end = () => {};
  #grow = (root: HTMLElement | null) => {
    this.#end();
    if (!root) return;
    const { text, message } = this.props.entry;
    const markdown = createMarkdown(root);
    this.#end = effect(() => {
      markdown.write(text.value);
      if (message.value.state !== "streaming") markdown.end();
    });
  };
  override render() {
    return <div class="prose" dir="auto" ref={this.#grow} />;
  }
}

function toChip({ title, url }: Source, index: number) {
  if (!/^https?:\/\//.test(url)) return null;
  // A passage of this very site opens here: the conversation goes on there.
  const target = url.startsWith(`${location.origin}/`) ? "_self" : "_blank";
  return (
    <li key={url}>
      <a href={url} title={title} target={target} rel="noopener">
        {index + 1}
        <span dir="auto">{title}</span>
      </a>
    </li>
  );
}

const Acts = live(({ view, entry: { id, message, text } }: Props) => {
  const { state, by, at, feedback } = message.value;
  const act = (label: string, icon: IconName, onClick: (event: MouseEvent) => unknown, pressed?: boolean) => (
    <button class="act" type="button" aria-label={label} title={label} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
  // A thumb down is a thumb up that the style sheet turns.
  const rate = (label: string, value: 1 | -1) =>
    act(label, "Thumb", () => view.conversation.feedback(id, feedback === value ? 0 : value), feedback === value);
  return (
    <div class="acts small">
      {act("Copy answer", "Copy", ({ currentTarget }) => copy(currentTarget as Element, text.peek(), view))}
      {state === "done" && [rate("Good answer", 1), rate("Bad answer", -1)]}
      {by && <span>From our pages</span>}
      <time>{timeOf(at)}</time>
    </div>
  );
});
