/** The program of the language server: one connection, to whoever started it. */
import { listFolder, readText } from "./disk/diskFiles.ts";
import { createConnection } from "./protocol/rpc.ts";
import { processTransport, streamTransport } from "./protocol/transports.ts";
import { startServer, type Runtime } from "./server.ts";

const millisecondsBetweenLooks = 3000;

const runtime: Runtime = {
  read: readText,
  list: listFolder,
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

const transport = process.argv.includes("--node-ipc")
  ? processTransport(process)
  : streamTransport(process.stdin, process.stdout);
startServer(createConnection(transport), runtime);
