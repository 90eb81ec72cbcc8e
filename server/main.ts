/** The program of the language server: one connection, to whoever started it. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { createConnection } from "./protocol/rpc.ts";
import { processTransport, streamTransport } from "./protocol/transports.ts";
import { startServer, type Runtime } from "./server.ts";

/** No file that people write is larger. */
const mostBytes = 2 ** 20;
const millisecondsBetweenLooks = 3000;

const runtime: Runtime = {
  async read(file) {
    try {
      if ((await stat(file)).size > mostBytes) return undefined;
      return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
    } catch {
      // Not there, a folder, not allowed or no text: nothing to say about it.
      return undefined;
    }
  },
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return await Promise.all(
        entries.map(async (entry) => {
          const isFolder = entry.isSymbolicLink()
            ? await isFolderAt(path.join(folder, entry.name))
            : entry.isDirectory();
          return isFolder ? `${entry.name}/` : entry.name;
        }),
      );
    } catch {
      return [];
    }
  },
  dieWith(processId) {
    setInterval(() => {
      try {
        process.kill(processId, 0);
      } catch {
        process.exit(1);
      }
    }, millisecondsBetweenLooks).unref();
  },
  exit(code) {
    process.exit(code);
  },
};

async function isFolderAt(target: string): Promise<boolean> {
  try {
    return (await stat(target)).isDirectory();
  } catch {
    return false;
  }
}

const transport = process.argv.includes("--node-ipc")
  ? processTransport(process)
  : streamTransport(process.stdin, process.stdout);
startServer(createConnection(transport), runtime);
