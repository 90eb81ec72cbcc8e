/** A destination worker that ends by itself once the connector has left the file `started` in its project. */
import { existsSync } from "node:fs";
import path from "node:path";
import { parentPort } from "node:worker_threads";
import type { DestinationApi } from "../../src/shared/protocol/destination.ts";
import { connect } from "../../src/shared/rpc/rpc.ts";

const port = parentPort;
if (!port) {
  throw new Error("this file runs as a worker thread");
}

const api: Partial<DestinationApi> = {
  open: () => undefined,
  startSync: async ({ project }) => {
    setInterval(() => {
      if (existsSync(path.join(project, "started"))) {
        throw new RangeError("out of memory");
      }
    }, 20);
    return { run: 1, port: 9, token: "unused" };
  },
};

connect(
  {
    send: (message) => {
      port.postMessage(message);
    },
    receive: (listener) => port.on("message", listener),
  },
  api,
);
