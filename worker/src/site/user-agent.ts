// How Foyer names itself to the servers whose pages it reads.
import { BOT } from "../crawl/fetch-text.ts";
import { VERSION } from "../version.ts";

/** `origin`: where Foyer is reached; a page there says whose bot it is and how to be left alone. */
export const userAgentOf = (origin: string | undefined): string =>
  `${BOT}/${VERSION}${origin ? ` (+${origin}/bot.txt)` : ""}`;
