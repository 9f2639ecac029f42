// What the loader imports: the conversation and its face.
import type { Panel, Setup } from "../embedding.ts";
import { createConversation } from "./conversation.ts";
import panelCss from "./panel.css?inline";
import transcriptCss from "./transcript.css?inline";
import { drawPanel } from "./ui/panel.tsx";

export function mount(setup: Setup): Panel {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(transcriptCss + panelCss);
  (setup.frame.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
  return drawPanel(createConversation({ ...setup.options, ticket: setup.ticket }), setup);
}
