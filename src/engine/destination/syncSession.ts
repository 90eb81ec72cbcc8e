/** One run from the moment a connector host may connect to its report: frames into the log and the projection. */
import { describeError } from "../../shared/base/userError.ts";
import { plainError, type SyncError, type SyncStatus } from "../../shared/model/sync.ts";
import type { ProcessEnd } from "../../shared/protocol/destination.ts";
import type { Hello, Start } from "../../shared/protocol/frames.ts";
import { jsonFrame, type Frame } from "../bridge/frameReader.ts";
import { listenForHost, type HostListener } from "../bridge/hostListener.ts";
import {
  readCheckpoint,
  readConfirm,
  readFinish,
  readLog,
  readMemory,
  readSdk,
  readSecrets,
  type CheckpointCall,
} from "../bridge/payloads.ts";
import type { Commit } from "../runs/syncLog.ts";
import { refuseBrokenState } from "../runs/stateText.ts";
import { refuseBlockedKeys } from "./columnRules.ts";
import { DatabaseBudget } from "./databaseBudget.ts";
import { firstFailure } from "./firstFailure.ts";
import { failureOf, nextRow } from "./hostFailure.ts";
import { describeEnd } from "./processEnd.ts";
import { Redactor } from "./redactor.ts";
import { sessionFindings } from "./sessionFindings.ts";
import type { SessionParts } from "./sessionParts.ts";
import { UploadReceiver } from "./uploadReceiver.ts";
import { RowError } from "./store/rowError.ts";
import { sqlName } from "./store/tables.ts";

const progressMilliseconds = 250;
/** How long the end of the process is awaited after its connection is gone. */
const farewellMilliseconds = 2_000;

export class SyncSession {
  readonly #parts: SessionParts;
  readonly #began = performance.now();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #uploads: UploadReceiver;
  readonly #redactor = new Redactor();
  readonly #budget: DatabaseBudget;
  #listener: HostListener | undefined;
  #hello: Hello | undefined;
  #sdkVersion: string | null = null;
  #isDisconnected = false;
  #processEnd: ProcessEnd | undefined;
  #isOver = false;
  #committedRows = 0;
  #hasCommitted = false;
  #connectorPeakBytes: number | null = null;
  /** A row that could not be applied while the connector is debugged: the host stops at it before the run ends. */
  #refused: SyncError | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#budget = new DatabaseBudget(parts.projection, parts.request.limits.databaseBytes);
    this.#uploads = new UploadReceiver({
      folder: parts.uploads,
      projection: parts.projection,
      maxRows: parts.request.limits.rows ?? Infinity,
      keep: (frame) => {
        this.#keep(frame);
      },
    });
  }

  /** Opens the port; resolves when a host may connect. */
  async listen(): Promise<HostListener> {
    this.#listener = await listenForHost({
      connected: (hello) => {
        this.#connected(hello);
      },
      frame: (frame) => {
        this.#guarded(frame);
      },
      closed: (error) => {
        this.#disconnected(error);
      },
    });
    this.#every(progressMilliseconds, () => {
      this.#reportProgress();
    });
    const { seconds } = this.#parts.request.limits;
    if (seconds !== undefined) {
      this.#after(seconds * 1000, () => {
        this.#endLimited([`stopped after ${String(seconds)} s`]);
      });
    }
    return this.#listener;
  }

  cancel(): void {
    this.#abort("the sync was cancelled");
    this.#end("cancelled", plainError("The sync was cancelled; what was checkpointed is kept."));
  }

  processEnded(end: ProcessEnd): void {
    this.#processEnd = end;
    // What it sent before may still be on its way; the connection's end comes after it.
    if (this.#hello === undefined || this.#isDisconnected)
      this.#end("failed", describeEnd(end, this.#parts.request.project));
  }

  #connected(hello: Hello): void {
    this.#hello = hello;
    const { request, connectionName, state, events } = this.#parts;
    const start: Start = {
      project: request.project,
      configuration: request.configuration,
      state,
      connectionName,
      echo: request.echo,
      secrets: request.secrets ?? null,
    };
    this.#listener?.send(jsonFrame("start", start));
    void events.reached("process", this.#seconds());
  }

  #disconnected(error: Error | undefined): void {
    this.#isDisconnected = true;
    if (this.#isOver) return;
    if (error) {
      this.#abort(error.message);
      this.#end(
        "failed",
        plainError(`The connection to the connector host broke: ${error.message}.`),
      );
    } else if (this.#processEnd)
      this.#end("failed", describeEnd(this.#processEnd, this.#parts.request.project));
    else {
      this.#after(farewellMilliseconds, () => {
        this.#end(
          "failed",
          plainError("The connector process closed its connection without finishing the sync."),
        );
      });
    }
  }

  /** Whatever a frame does wrong ends the run, not the worker. */
  #guarded(frame: Frame): void {
    if (this.#isOver) return;
    try {
      this.#frame(frame);
    } catch (error) {
      const details = error instanceof RowError ? error.details : plainError(describeError(error));
      if (error instanceof RowError && this.#parts.request.echo) {
        this.#refused = details;
        return;
      }
      this.#abort(this.#redactor.text(details.message));
      this.#end("failed", details);
    }
  }

  #frame(frame: Frame): void {
    const { projection, log, events } = this.#parts;
    if (this.#refused && this.#answerRefused(frame, this.#refused)) return;
    switch (frame.kind) {
      case "log":
        log.frame(frame);
        void events.log(readLog(frame.payload));
        return;
      case "memory":
        this.#connectorPeakBytes = readMemory(frame.payload).peakBytes;
        return;
      case "secrets":
        this.#redactor.use(readSecrets(frame.payload).values);
        return;
      case "confirm":
        this.#answer("ack", { row: nextRow(projection, readConfirm(frame.payload)) });
        return;
      case "sdk":
        this.#sdkVersion = readSdk(frame.payload).version;
        this.#keep(frame);
        void events.reached("sdk", this.#seconds());
        void events.connected({
          sdkVersion: this.#sdkVersion,
          pythonVersion: this.#hello?.python ?? "",
          pid: this.#hello?.pid ?? 0,
        });
        return;
      case "schema":
        this.#keep(frame);
        refuseBlockedKeys(projection.tables.rules, projection.tables.all());
        this.#acknowledge();
        void events.reached("schema", this.#seconds());
        return;
      case "checkpoint":
        log.frame(frame);
        this.#checkpoint(readCheckpoint(frame.payload));
        return;
      case "finish":
        log.frame(frame);
        this.#finish(frame);
        return;
      case "rows":
      case "truncate":
        // A batch's rows count up from a time that the log keeps, so that a replay gives them the same.
        log.time(projection.advanceClock(Date.now() * 1000));
        this.#keep(frame);
        this.#budget.check();
        this.#stopWhenFull();
        return;
      case "upload":
        this.#uploads.receive(frame.payload);
        return;
      case "shape":
      case "source":
      case "warning":
      case "pythonTypes":
        this.#keep(frame);
        return;
      default:
        throw new Error(`a ${frame.kind} frame is not for the destination`);
    }
  }

  /** Whether a frame after a refused row has been dealt with. Whatever waits for an answer hears of the row. */
  #answerRefused(frame: Frame, refused: SyncError): boolean {
    switch (frame.kind) {
      case "log":
      case "memory":
        return false;
      case "confirm":
      case "checkpoint":
        this.#answer("refused", this.#redactor.error(refused));
        return true;
      case "finish": {
        const traceback = readFinish(frame.payload).error?.traceback ?? null;
        this.#refused = { ...refused, traceback };
        this.#end("failed", this.#refused);
        this.#acknowledge();
        return true;
      }
      default:
        return true;
    }
  }

  #keep(frame: Frame): void {
    this.#parts.log.frame(frame);
    this.#parts.projection.apply(frame);
  }

  #checkpoint(call: CheckpointCall): void {
    const { projection, log, events } = this.#parts;
    refuseBrokenState(call.state);
    // What a limited run left out is not covered by the connector's later states.
    const kept = projection.fullTables.size > 0 ? { ...call, state: projection.state } : call;
    const commit = this.#commit("checkpoint", kept);
    log.commit(commit);
    const checkpoint = projection.checkpoint(kept, commit.seconds);
    this.#uploads.commit();
    this.#acknowledge();
    void events.checkpoint(checkpoint);
    if (this.#budget.isReached()) this.#endLimited([this.#budget.sentence()]);
  }

  #finish(frame: Frame): void {
    const { error } = readFinish(frame.payload);
    if (error) {
      this.#end("failed", failureOf(error, this.#parts.projection));
    } else if (this.#parts.projection.fullTables.size > 0) this.#endWell("limited", this.#cuts());
    else this.#endWell("succeeded", []);
    this.#acknowledge();
  }

  /** Ends a limited run when every table there is has all the rows it may have. */
  #stopWhenFull(): void {
    const { projection } = this.#parts;
    if (projection.fullTables.size === 0) return;
    if (projection.tables.all().every((table) => projection.fullTables.has(table.sql)))
      this.#endLimited(this.#cuts());
  }

  #endLimited(limits: readonly string[]): void {
    this.#abort("the run reached its limit");
    this.#endWell("limited", limits);
  }

  #cuts(): readonly string[] {
    const { projection, request } = this.#parts;
    return projection.tables
      .all()
      .filter((table) => projection.fullTables.has(table.sql))
      .map(
        ({ schema, name }) =>
          `table ${sqlName(schema, name)} was cut after ${String(request.limits.rows)} rows`,
      );
  }

  #endWell(status: "succeeded" | "limited", limits: readonly string[]): void {
    if (this.#isOver) return;
    if (this.#refused) {
      this.#end("failed", this.#refused);
      return;
    }
    const { projection, log } = this.#parts;
    try {
      const kind = status === "succeeded" ? "finish" : "limit";
      log.commit(this.#commit(kind, { state: projection.state, file: null, line: null }));
      if (status === "succeeded") projection.finishWell();
      else projection.commit();
      this.#uploads.commit();
    } catch (error) {
      this.#end("failed", plainError(describeError(error)));
      return;
    }
    this.#end(status, null, limits);
  }

  #end(status: SyncStatus, cause: SyncError | null, limits: readonly string[] = []): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // A process that dies while it is stopped at a refused row has failed by the row.
    const given = status === "failed" ? (this.#refused ?? cause) : cause;
    const error = given && this.#redactor.error(given);
    for (const timer of this.#timers) clearTimeout(timer);
    const { projection, log } = this.#parts;
    this.#reportProgress();
    const connectorPeakBytes = this.#connectorPeakBytes;
    const ended = { status, seconds: this.#seconds(), connectorPeakBytes };
    const findings = this.#redactor.findings(sessionFindings(this.#parts, ended));
    // A full disk or a full heap ends the run here. Its report must come all the same.
    const failure = firstFailure(
      () => {
        projection.rollback();
        if (!this.#hasCommitted) this.#parts.withdraw();
      },
      () => {
        this.#uploads.rollback();
      },
      () => {
        log.end({ status, seconds: ended.seconds, error, findings });
      },
      () => {
        log.close();
      },
    );
    const reported = error ?? (failure === undefined ? null : plainError(describeError(failure)));
    this.#parts.finished(
      this.#parts.report({
        ...ended,
        status: failure === undefined ? status : "failed",
        error: reported,
        sdkVersion: this.#sdkVersion,
        pythonVersion: this.#hello?.python ?? null,
        limits,
        findings,
        counts: { ...projection.counts },
        checkpoints: projection.checkpoints,
      }),
    );
    // The host may still be reading its last answer.
    setImmediate(() => this.#listener?.close());
  }

  #abort(message: string): void {
    this.#listener?.abort(message);
  }

  #acknowledge(): void {
    this.#answer("ack", {});
  }

  #answer(kind: "ack" | "refused", fields: object): void {
    this.#listener?.send(jsonFrame(kind, fields));
  }

  #commit(kind: Commit["kind"], call: CheckpointCall): Commit {
    const { upserts, updates, deletes } = this.#parts.projection.counts;
    const rows = upserts + updates + deletes;
    const commit = { kind, seconds: this.#seconds(), rows: rows - this.#committedRows, ...call };
    this.#committedRows = rows;
    this.#hasCommitted = true;
    return commit;
  }

  #reportProgress(): void {
    const { projection, events } = this.#parts;
    void events.progress({
      counts: { ...projection.counts },
      seconds: this.#seconds(),
      tables: projection.activity.map((table) => ({ ...table })),
    });
  }

  readonly #seconds = (): number => Math.round(performance.now() - this.#began) / 1000;

  #after(milliseconds: number, action: () => void): void {
    this.#timers.push(setTimeout(action, milliseconds));
  }

  #every(milliseconds: number, action: () => void): void {
    this.#timers.push(setInterval(action, milliseconds));
  }
}
