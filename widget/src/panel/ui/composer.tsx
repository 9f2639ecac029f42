// The box in which the visitor writes: Enter sends, Shift+Enter breaks the line, an unfinished composition does neither.
import { h } from "preact";
import { MAX_TEXT } from "protocol";
import { Icon } from "./icon.tsx";
import { live } from "./live.ts";
import type { View } from "./view.ts";

const COUNT_FROM = MAX_TEXT - 400;

export const Composer = live(({ view }: { view: View }) => {
  const { conversation, inline, say } = view;
  const { draft, streaming, connection } = conversation;
  const text = draft.value;
  const act = streaming.value ? "Stop" : "Send";
  const send = () => {
    if (!text.trim()) return;
    draft.value = "";
    say(text);
  };
  return (
    <div class="composer">
      <textarea
        rows={1}
        dir="auto"
        aria-label="Message"
        placeholder="Ask a question…"
        maxLength={MAX_TEXT}
        enterkeyhint="send"
        disabled={connection.value.is === "refused"}
        value={text}
        onFocus={() => inline && conversation.connect()}
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (!isSend(event)) return;
          event.preventDefault();
          send();
        }}
      />
      {text.length > COUNT_FROM && (
        <span class="small count">
          {text.length} / {MAX_TEXT}
        </span>
      )}
      <button
        class="send"
        type="button"
        aria-label={act}
        disabled={act === "Send" && !text.trim()}
        onClick={() => (act === "Stop" ? conversation.stop() : send())}
      >
        <Icon name={act} />
      </button>
    </div>
  );
});

/** 229 marks the Enter that ends a composition where `isComposing` is false already (Safari). */
const isSend = ({ key, shiftKey, isComposing, keyCode }: KeyboardEvent) =>
  key === "Enter" && !shiftKey && !isComposing && keyCode !== 229;
