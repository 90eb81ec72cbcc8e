/** The caller's hold on one destination: its methods, and the report of the sync that runs in it. */
import type { SyncReport } from "../../shared/model/sync.ts";
import type {
  DestinationApi,
  DestinationEvents,
  Moment,
} from "../../shared/protocol/destination.ts";
import type { Remote } from "../../shared/rpc/rpc.ts";
import { startDestination } from "../destination/client.ts";

export interface DestinationOptions {
  /** The worker's file. */
  readonly worker: string;
  /** The folder of the project's runs. */
  readonly storage: string;
  /** Default: the newest state. */
  readonly at?: Moment;
  readonly events?: Partial<DestinationEvents>;
}

export interface OpenDestination {
  readonly remote: Remote<DestinationApi>;
  /** Resolves with the error that ended the worker, or with nothing after `close`. */
  readonly exited: Promise<Error | undefined>;
  /** The report of the sync that ends next; rejects when the worker ends before. */
  nextReport(): Promise<SyncReport>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (report: SyncReport) => void;
  readonly reject: (reason: Error) => void;
}

/** Starts a worker on the runs of `storage`; the caller closes it. */
export async function openDestination({
  worker,
  storage,
  at,
  events = {},
}: DestinationOptions): Promise<OpenDestination> {
  const waiting = new Set<Waiting>();
  const client = startDestination({
    worker,
    events: {
      ...events,
      finished(report) {
        events.finished?.(report);
        for (const { resolve } of waiting) {
          resolve(report);
        }
        waiting.clear();
      },
    },
  });
  let end: Error | undefined;
  void client.exited.then((error) => {
    const reason = error ?? new Error("The destination was closed while a sync ran in it.");
    end = reason;
    for (const { reject } of waiting) {
      reject(reason);
    }
    waiting.clear();
  });
  try {
    await client.remote.open({ storage, at });
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    remote: client.remote,
    exited: client.exited,
    close: () => client.close(),
    nextReport() {
      return new Promise((resolve, reject) => {
        if (end) {
          reject(end);
        } else {
          waiting.add({ resolve, reject });
        }
      });
    },
  };
}
