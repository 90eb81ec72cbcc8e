/** What a run is given and what it leaves. */
import type { Finding } from "../../shared/model/findings.ts";
import type {
  Checkpoint,
  SyncCounts,
  SyncError,
  SyncReport,
  SyncStatus,
} from "../../shared/model/sync.ts";
import type { DestinationEvents, SyncRequest } from "../../shared/protocol/destination.ts";
import type { Remote } from "../../shared/rpc/rpc.ts";
import type { SyncLogWriter } from "../runs/syncLog.ts";
import type { UploadFolder } from "../runs/uploadFolder.ts";
import type { Projection } from "./store/projection.ts";

export interface SessionParts {
  readonly request: SyncRequest;
  readonly run: number;
  readonly connectionName: string;
  /** JSON text. */
  readonly state: string;
  readonly projection: Projection;
  readonly log: SyncLogWriter;
  readonly uploads: UploadFolder;
  readonly events: Remote<DestinationEvents>;
  /** Called instead of keeping what the run left when it has left nothing: no checkpoint, no good end. */
  withdraw(): void;
  /** Makes the report when the run has ended. */
  report(end: SessionEnd): SyncReport;
  /** Called once, with the report. */
  finished(report: SyncReport): void;
}

export interface SessionEnd {
  readonly counts: Readonly<SyncCounts>;
  readonly checkpoints: readonly Checkpoint[];
  readonly status: SyncStatus;
  readonly seconds: number;
  readonly error: SyncError | null;
  readonly sdkVersion: string | null;
  readonly pythonVersion: string | null;
  readonly limits: readonly string[];
  readonly findings: readonly Finding[];
  /** The most memory that the connector's process held; null where the system does not tell. */
  readonly connectorPeakBytes: number | null;
}
