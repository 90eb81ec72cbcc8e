/** One sync from start to report: the destination listens, the connector runs, both end. */
import { UserError } from "../../shared/base/userError.ts";
import type { LogLine, SyncReport } from "../../shared/model/sync.ts";
import type { Listening, SyncRequest } from "../../shared/protocol/destination.ts";
import { startConnectorProcess, type ConnectorProcess } from "./connectorProcess.ts";
import type { OpenDestination } from "./openDestination.ts";

export interface SyncOptions {
  readonly destination: Pick<OpenDestination, "remote" | "nextReport">;
  /** Path of the Python that runs the project. */
  readonly interpreter: string;
  /** Path of `run_connector.py`. */
  readonly hostScript: string;
  readonly request: SyncRequest;
  /** Aborting ends the sync as cancelled; what was checkpointed stays. */
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  /** Lines that did not come through the SDK; the destination's `log` event has the others. */
  readonly onLog: (line: LogLine) => void;
}

/** Time for Python to end by itself once the destination has what it needs. */
const millisecondsToLeave = 1000;

/** However the connector ends, this resolves with a report; no process is left when it settles. */
export async function runSync(options: SyncOptions): Promise<SyncReport> {
  const { destination, request, signal } = options;
  if (signal?.aborted) {
    throw new UserError("cancelled", "The sync was cancelled before it began.");
  }
  const { remote } = destination;
  const reported = destination.nextReport();
  // Its failure is thrown where it is awaited; before that it must not count as unhandled.
  reported.catch(() => undefined);
  const channel = await remote.startSync(request);
  const cancel = () => {
    void settle(remote.cancelSync());
  };
  signal?.addEventListener("abort", cancel);
  if (signal?.aborted) {
    cancel();
  }
  try {
    const connector = await startConnector(options, channel, reported);
    void connector.ended.then((end) => settle(remote.processEnded(end)));
    return await reportAndEnd(connector, reported);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** A connector that cannot be started is a failed run too. */
async function startConnector(
  { destination, request, interpreter, hostScript, env, onLog }: SyncOptions,
  channel: Listening,
  reported: Promise<SyncReport>,
): Promise<ConnectorProcess> {
  try {
    const { project } = request;
    return await startConnectorProcess({ interpreter, hostScript, project, channel, env, onLog });
  } catch (error) {
    const stderr = error instanceof Error ? error.message : String(error);
    await destination.remote.processEnded({ code: null, signal: null, stderr });
    await reported;
    throw error;
  }
}

async function reportAndEnd(
  connector: ConnectorProcess,
  reported: Promise<SyncReport>,
): Promise<SyncReport> {
  try {
    const report = await reported;
    if (report.status !== "cancelled") {
      await endsWithin(connector, millisecondsToLeave);
    }
    return report;
  } finally {
    await connector.stop();
  }
}

async function endsWithin({ ended }: ConnectorProcess, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([ended, timeout]);
  clearTimeout(timer);
}

/** A call whose failure means that the worker is gone, which `nextReport` tells. */
async function settle(call: Promise<void>): Promise<void> {
  await Promise.allSettled([call]);
}
