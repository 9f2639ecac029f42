// From a script tag's attributes to one embed. Whatever goes wrong here, the host page goes on.
import { isOptionName, nearestName, readOptions } from "../options.ts";
import { complain } from "./complain.ts";
import { embed, type LoadPanel } from "./embed.ts";

export function start(data: Readonly<DOMStringMap>, origin: string, load: LoadPanel): void {
  try {
    const options = readOptions(data, { api: origin }, complain);
    const unknown = Object.keys(data).filter((name) => !isOptionName(name));
    if (unknown[0]) {
      const hints = unknown.map((name) => `${name} (not ${nearestName(name)}?)`);
      console.info(`foyer: unknown data: ${hints}`);
    }
    if (options.site) embed(options, load);
    else complain("data-site is missing");
  } catch (error) {
    complain(error);
  }
}
