// Which browser the tests drive: CHROMIUM if set, a system Chromium, Playwright's own, else install one.
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

export function findChromium(): string | undefined {
  const { CHROMIUM, PATH = "" } = process.env;
  if (CHROMIUM) return CHROMIUM;
  const onPath = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return [...onPath, chromium.executablePath()].find(isExecutable);
}

export const launchChromium = () => chromium.launch({ executablePath: findChromium() ?? installChromium() });

/** Playwright's download first (no rights needed), then Debian's package (as root). */
export function installChromium(): string {
  const ways = [
    ["playwright", "install", "chromium"],
    ["sh", "-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"],
  ];
  for (const [command = "", ...args] of ways) {
    try {
      execFileSync(command, args, { stdio: "ignore", timeout: 300_000 });
    } catch {
      continue; // not to be had this way
    }
    const found = findChromium();
    if (found) return found;
  }
  throw new Error("no Chromium: install one, or set CHROMIUM to its path");
}

function isExecutable(path: string) {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // no right to run it
  }
}
