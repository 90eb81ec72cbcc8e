// What arrives on the wire is not trusted: each kind of nonsense ends in one clear error, and the worker lives on.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { connect as connectSocket, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { FrameReader, frameHeader, type Frame } from "../../src/engine/bridge/frameReader.ts";
import { startDestination, type DestinationClient } from "../../src/engine/destination/client.ts";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import type { Listening } from "../../src/shared/protocol/destination.ts";
import { maxFrameBytes, protocolVersion } from "../../src/shared/protocol/frames.ts";
import { randomNumbers } from "../support/randomNumbers.ts";
import {
  checkpointFrame,
  frame,
  Rows,
  schemaFrame,
  sdkFrame,
  wireBytes,
} from "../support/frames.ts";

let folder: string;
let client: DestinationClient;
let finished: (report: SyncReport) => void = () => undefined;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "frames-"));
  client = startDestination({
    worker: new URL("../../src/engine/destination/worker.ts", import.meta.url),
    events: {
      finished: (report) => {
        finished(report);
      },
    },
  });
  await client.remote.open({ storage: folder });
});

after(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

/** A run that waits for its connector host. */
async function begin(): Promise<Listening & { readonly report: Promise<SyncReport> }> {
  const report = new Promise<SyncReport>((resolve) => {
    finished = resolve;
  });
  const listening = await client.remote.startSync({
    project: folder,
    configuration: null,
    start: { kind: "fresh" },
    naming: "FIVETRAN",
    limits: {},
    echo: false,
  });
  return { ...listening, report };
}

class Peer {
  readonly #socket: Socket;
  readonly answers: Frame[] = [];
  readonly closed: Promise<void>;

  constructor(port: number) {
    const reader = new FrameReader();
    this.#socket = connectSocket(port, "127.0.0.1");
    this.#socket.on("data", (chunk: Buffer) => this.answers.push(...reader.push(chunk)));
    this.closed = new Promise((resolve) => {
      this.#socket.on("close", () => {
        resolve();
      });
    });
    this.#socket.on("error", () => undefined);
  }

  send(...frames: readonly (Frame | Buffer)[]): this {
    for (const part of frames) this.#socket.write(Buffer.isBuffer(part) ? part : wireBytes(part));
    return this;
  }

  end(): this {
    this.#socket.end();
    return this;
  }

  /** The reason of the `abort` that this peer was sent. */
  async refusal(): Promise<string> {
    await this.closed;
    const abort = this.answers.find(({ kind }) => kind === "abort");
    assert.ok(abort, "no abort arrived");
    return String(abort.payload);
  }
}

function hello(token: string, protocol = protocolVersion): Frame {
  return frame("hello", { protocol, token, pid: 1, python: "3.11.7" });
}

const goodEnd = frame("finish", { error: null });
const table = schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT" } }]);

function someRows(): Frame[] {
  return new Rows().of("upsert", "t", [{ id: 1, v: "x" }, { id: 2 }]);
}

async function assertWorkerLives(): Promise<void> {
  const run = await begin();
  const peer = new Peer(run.port).send(
    hello(run.token),
    sdkFrame(),
    Rows.source(),
    table,
    ...someRows(),
    goodEnd,
  );
  const report = await run.report;
  peer.end();
  assert.equal(report.status, "succeeded");
  assert.equal(report.tables[0]?.rows, 2);
}

describe("a newcomer that is not the connector host", () => {
  const strangers: readonly (readonly [
    string,
    (token: string) => readonly (Frame | Buffer)[],
    RegExp,
  ])[] = [
    ["sends random bytes", () => [Buffer.from("GET / HTTP/1.1\r\n\r\n")], /unknown kind|at most/],
    ["has a wrong token", () => [hello("0".repeat(64))], /token is wrong/],
    ["has a token of another length", () => [hello("short")], /token is wrong/],
    ["announces a large first frame", () => [frameHeader("hello", 1 << 20)], /at most 65536/],
    [
      "says hello in something other than JSON",
      () => [{ kind: "hello", payload: Buffer.from("{") }],
      /not JSON/,
    ],
    ["does not begin with hello", () => [goodEnd], /first frame is not hello/],
    [
      "speaks another version",
      (token) => [hello(token, protocolVersion + 1)],
      new RegExp(`version ${String(protocolVersion + 1)} of the protocol`),
    ],
  ];
  for (const [what, bytes, reason] of strangers) {
    it(`is refused when it ${what}, and the real one is still welcome`, async () => {
      const run = await begin();
      assert.match(await new Peer(run.port).send(...bytes(run.token)).refusal(), reason);
      new Peer(run.port).send(hello(run.token), sdkFrame(), goodEnd);
      assert.equal((await run.report).status, "succeeded");
    });
  }

  it("is refused when there is one already, which goes on", async () => {
    const run = await begin();
    const second = new Peer(run.port);
    const host = new Peer(run.port).send(hello(run.token), sdkFrame(), table);
    while (host.answers.length < 2) await new Promise((resolve) => setImmediate(resolve));
    second.send(hello(run.token));
    assert.match(await second.refusal(), /connected already/);
    host.send(goodEnd);
    assert.equal((await run.report).status, "succeeded");
  });
});

describe("a connector host that breaks the protocol", () => {
  const shape = frame("shape", {
    id: 1,
    schema: null,
    table: "t",
    operation: "upsert",
    columns: ["id"],
  });
  const rowsOf = (bytes: readonly number[]): Frame => ({
    kind: "rows",
    payload: Buffer.from(bytes),
  });
  const header = [0x5b, 9, 0, 0, 0, 0x69, 1, 0, 0, 0, 0x69, 1, 0, 0, 0, 0x69, 1, 0, 0, 0];
  const broken: readonly (readonly [string, readonly (Frame | Buffer)[], RegExp])[] = [
    ["a frame of unknown kind", [Buffer.from([0, 0, 0, 0, 200])], /unknown kind 200/],
    [
      "an oversized frame",
      [frameHeader("rows", maxFrameBytes + 1)],
      /at most 268435456 are allowed/,
    ],
    ["a frame that is cut off", [frameHeader("rows", 100), Buffer.from("[")], /middle of a frame/],
    ["a frame of the worker's own", [frame("start", {})], /not for the destination/],
    ["a schema that is no list", [frame("schema", { tables: 5 })], /schema\.tables is not a list/],
    ["a checkpoint that is no JSON", [checkpointFrame("{")], /state is not JSON/],
    [
      "a checkpoint without a header",
      [{ kind: "checkpoint", payload: Buffer.from("{}") }],
      /a checkpoint frame without a header/,
    ],
    [
      "a checkpoint whose header ends outside",
      [{ kind: "checkpoint", payload: Buffer.from([99, 0, 0, 0, 1]) }],
      /a checkpoint frame with a broken header/,
    ],
    ["rows of an unknown shape", [rowsOf(header)], /unknown shape 1/],
    ["rows that are no list", [shape, rowsOf([0x28, 0, 0, 0, 0])], /does not hold a list/],
    [
      "rows without a shape",
      [shape, rowsOf([0x5b, 1, 0, 0, 0, 0x73, 1, 0, 0, 0, 0])],
      /rows without a shape/,
    ],
    ["a cell that is no bytes", [shape, rowsOf([...header, 0x4e])], /a cell is not bytes/],
    [
      "a cell that ends outside",
      [shape, rowsOf([...header, 0x73, 99, 0, 0, 0, 1])],
      /ends outside its frame/,
    ],
    [
      "a cell of unknown kind",
      [shape, rowsOf([...header, 0x73, 1, 0, 0, 0, 77])],
      /unknown kind 77/,
    ],
    ["a row header that is cut off", [shape, rowsOf(header.slice(0, 9))], /begin with its numbers/],
  ];
  for (const [what, bytes, reason] of broken) {
    it(`fails the sync by ${what}, and keeps the checkpoint before it`, async () => {
      const run = await begin();
      new Peer(run.port)
        .send(
          hello(run.token),
          sdkFrame(),
          Rows.source(),
          table,
          ...new Rows().of("upsert", "t", [{ id: 7 }]),
        )
        .send(checkpointFrame('{"page": 1}'), ...bytes)
        .end();
      const report = await run.report;
      assert.equal(report.status, "failed");
      assert.match(report.error?.message ?? "", reason);
      assert.deepEqual(report.state, { page: 1 });
      assert.equal(report.tables[0]?.rows, 1);
      await assertWorkerLives();
    });
  }
});

it(
  "any bytes in place of a session's own end the sync with a report, and never the worker",
  { timeout: 120_000 },
  async () => {
    const random = randomNumbers(20261123);
    for (let round = 0; round < 300; round++) {
      const run = await begin();
      const session = Buffer.concat(
        [sdkFrame(), Rows.source(), table, ...someRows(), checkpointFrame("{}"), goodEnd].map(
          wireBytes,
        ),
      );
      for (let change = random(8); change >= 0; change--)
        session[random(session.length)] = random(256);
      const cut = session.subarray(0, random(3) === 0 ? random(session.length) : session.length);
      new Peer(run.port).send(hello(run.token), cut).end();
      const report = await run.report;
      assert.ok(report.status === "failed" || report.status === "succeeded");
      if (report.status === "failed") assert.notEqual(report.error?.message ?? "", "");
    }
    await assertWorkerLives();
  },
);
