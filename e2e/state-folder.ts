// The folder in which a Worker under test keeps what it stores.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const makeStateFolder = () => mkdtemp(join(tmpdir(), "foyer-"));

/** workerd is the child of a child: it may write its last when its parents are gone, and a folder is not empty then. */
export const removeStateFolder = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
