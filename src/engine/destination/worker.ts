/** The destination worker's entry: answers `DestinationApi` over its parent's port. */
import { parentPort, workerData } from "node:worker_threads";
import type { DestinationApi, DestinationEvents } from "../../shared/protocol/destination.ts";
import { connect, type Wire } from "../../shared/rpc/rpc.ts";
import { Destination } from "./destination.ts";

const port = parentPort;
if (!port) throw new Error("this file runs as a worker thread");

const wire: Wire = {
  send: (message) => {
    port.postMessage(message);
  },
  receive: (listener) => {
    port.on("message", listener);
  },
};

const { wasm } = workerData as { readonly wasm: string };
const api: Partial<{ [K in keyof DestinationApi]: unknown }> = {};
const destination = new Destination(wasm, connect<DestinationEvents>(wire, api).remote);
Object.assign(api, {
  open: ({ storage, at }) => destination.open(storage, at),
  startSync: (request) => destination.startSync(request),
  processEnded: (end) => {
    destination.processEnded(end);
  },
  cancelSync: () => {
    destination.cancelSync();
  },
  tables: () => destination.tables(),
  page: (table, start, count) => destination.page(table, start, count),
  query: (sql, limit) => destination.query(sql, limit),
  files: () => destination.files(),
  runs: () => destination.runs(),
  state: () => destination.state(),
  setState: (state) => {
    destination.setState(state);
  },
  columnRules: () => destination.columnRules(),
  setColumnRules: (rules) => {
    destination.setColumnRules(rules);
  },
  profile: (table) => destination.profile(table),
  activeRows: (syncsPerMonth) => destination.activeRows(syncsPerMonth),
  exportTo: (file) => {
    destination.exportTo(file);
  },
  close: () => {
    destination.close();
  },
} satisfies { [K in keyof DestinationApi]: (...args: Parameters<DestinationApi[K]>) => unknown });
