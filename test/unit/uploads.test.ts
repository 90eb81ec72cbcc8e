// Uploaded files: their bytes are beside the log, under names of our own, and a commit decides which of them stay.
import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  type writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { jsonFrame, type Frame } from "../../src/engine/bridge/frameReader.ts";
import { readStoredFile, readUpload } from "../../src/engine/bridge/payloads.ts";
import { RowError } from "../../src/engine/destination/store/rowError.ts";
import { UploadReceiver } from "../../src/engine/destination/uploadReceiver.ts";
import { replay } from "../../src/engine/runs/replay.ts";
import { RunStore } from "../../src/engine/runs/runStore.ts";
import { logFormat, SyncLogWriter } from "../../src/engine/runs/syncLog.ts";
import {
  removeStaleUploads,
  storedName,
  UploadFolder,
} from "../../src/engine/runs/uploadFolder.ts";
import { destination, upsert } from "../support/destination.ts";

let folder: string;
let store: RunStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "uploads-"));
  store = new RunStore(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function stored(run: number): readonly string[] {
  const files = path.join(store.folder, `${String(run)}.files`);
  return existsSync(files) ? readdirSync(files).sort() : [];
}

interface Piece {
  readonly path: string;
  readonly data?: string;
  readonly first?: boolean;
  readonly last?: boolean;
  readonly expectedBytes?: string;
  readonly table?: string;
}

/** One piece; the whole file unless said otherwise. */
function piece({ path: name, data = "", first = true, last = true, ...rest }: Piece): Buffer {
  const header = Buffer.from(
    JSON.stringify({
      table: "Docs",
      schema: null,
      path: name,
      first,
      last,
      file: "/project/connector.py",
      line: 7,
      ...rest,
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, Buffer.from(data)]);
}

async function receiver(options: { maxRows?: number; write?: typeof writeSync } = {}) {
  const { projection, apply } = await destination();
  const logged: Frame[] = [];
  const uploads = new UploadReceiver({
    folder: new UploadFolder(store.folder, 1, options.write),
    projection,
    maxRows: options.maxRows ?? Infinity,
    keep: (frame) => {
      logged.push(frame);
      projection.apply(frame);
    },
  });
  const content = (name: string): string => {
    const file = projection.files.all().find((known) => known.path === name);
    assert.ok(file, `there is no ${name}`);
    return readFileSync(path.join(store.folder, file.stored), "utf8");
  };
  const commit = () => {
    projection.commit();
    uploads.commit();
  };
  const rollback = () => {
    projection.rollback();
    uploads.rollback();
  };
  return { projection, apply, uploads, logged, content, commit, rollback };
}

describe("names of uploaded files", () => {
  it("keep what every system takes of the path's last part", () => {
    const names = [
      "reports/2025/january.pdf",
      "../../etc/passwd",
      "/etc/passwd",
      "..",
      "C:\\Windows\\system32\\cmd.exe",
      "CON",
      "nul.txt",
      "a:b|c?.txt",
      "ends with dots...",
      ".hidden",
      "Zürich — 東京 🚲.csv",
      "東京",
      "a\nb\u202etxt.exe",
    ];
    assert.deepEqual(
      names.map((name) => storedName(3, name)),
      [
        "3-january.pdf",
        "3-passwd",
        "3-passwd",
        "3",
        "3-cmd.exe",
        "3-CON",
        "3-nul.txt",
        "3-a_b_c_.txt",
        "3-ends_with_dots",
        "3-.hidden",
        "3-Zu_rich_.csv",
        "3-_",
        "3-a_b_txt.exe",
      ],
    );
  });

  it("stay short, whatever the path is, and keep a short ending", () => {
    const name = storedName(12, `${"deep/".repeat(5000)}${"x".repeat(5000)}.parquet`);
    assert.equal(name.length, "12-".length + 64);
    assert.match(name, /^12-x+\.parquet$/);
    assert.equal(storedName(1, `.${"y".repeat(5000)}`).length, "1-".length + 64);
    assert.equal(storedName(1, `a.${"y".repeat(5000)}`).length, "1-".length + 64);
  });

  it("are read back from a log only when they stay in the folder", () => {
    const read = (name: string) =>
      readStoredFile(
        jsonFrame("file", { schema: null, table: "t", path: "p", bytes: 1, stored: name }).subarray(
          5,
        ),
      ).stored;
    assert.equal(read("12.files/3-a.txt"), "12.files/3-a.txt");
    for (const name of [
      "../1.log",
      "1.files/../1.log",
      "1.files/..",
      "1.log",
      "/etc/passwd",
      "1.files/a/b",
    ])
      assert.throws(() => read(name), /no name/, name);
  });
});

describe("an upload", () => {
  it("becomes a file of its owner's with the bytes of all pieces, listed under the table's destination name", async () => {
    const { projection, uploads, logged, content, commit } = await receiver();
    uploads.receive(piece({ path: "a/b.txt", data: "one ", last: false }));
    uploads.receive(piece({ path: "a/b.txt", data: "two", first: false, last: false }));
    assert.deepEqual(projection.files.all(), []);
    uploads.receive(piece({ path: "a/b.txt", first: false, expectedBytes: "7" }));
    commit();
    assert.equal(content("a/b.txt"), "one two");
    assert.deepEqual(projection.files.all(), [
      { schema: null, table: "docs", path: "a/b.txt", bytes: 7, stored: "1.files/1-b.txt" },
    ]);
    assert.equal(projection.counts.files, 1);
    assert.deepEqual(
      logged.map(({ kind }) => kind),
      ["file"],
    );
    if (process.platform !== "win32") {
      const files = path.join(store.folder, "1.files");
      assert.equal(statSync(files).mode & 0o777, 0o700);
      assert.equal(statSync(path.join(files, "1-b.txt")).mode & 0o777, 0o600);
    }
  });

  it("may be empty", async () => {
    const { uploads, content, commit } = await receiver();
    uploads.receive(piece({ path: "empty", expectedBytes: "0" }));
    commit();
    assert.equal(content("empty"), "");
  });

  it("has a file of its own for each path, also where only the case differs", async () => {
    const { uploads, content, commit } = await receiver();
    for (const name of ["a/x.txt", "b/x.txt", "A/X.TXT", "../x.txt"])
      uploads.receive(piece({ path: name, data: name }));
    uploads.receive(piece({ path: "a/x.txt", data: "another table's", table: "other" }));
    commit();
    for (const name of ["b/x.txt", "A/X.TXT", "../x.txt"]) assert.equal(content(name), name);
    assert.equal(stored(1).length, 5);
    assert.deepEqual(readdirSync(folder), ["runs"]);
  });

  it("that ended in the middle leaves nothing, and its path can be uploaded again", async () => {
    const { uploads, content, commit } = await receiver();
    uploads.receive(piece({ path: "x", data: "half", last: false }));
    uploads.receive(piece({ path: "x", data: "whole" }));
    uploads.receive(piece({ path: "y", data: "half", last: false }));
    commit();
    assert.equal(content("x"), "whole");
    assert.deepEqual(stored(1), ["2-x"]);
  });

  it("takes the place of an older one at the commit", async () => {
    const { projection, uploads, content, commit, rollback } = await receiver();
    uploads.receive(piece({ path: "x", data: "first" }));
    uploads.receive(piece({ path: "x", data: "second" }));
    assert.deepEqual(stored(1), ["2-x"], "the first could never be seen");
    commit();
    uploads.receive(piece({ path: "x", data: "rolled back" }));
    rollback();
    assert.equal(content("x"), "second");
    assert.deepEqual(stored(1), ["2-x"]);
    uploads.receive(piece({ path: "x", data: "third" }));
    commit();
    assert.equal(content("x"), "third");
    assert.deepEqual(
      projection.files.all().map(({ bytes }) => bytes),
      [5],
    );
    assert.deepEqual(stored(1), ["2-x", "4-x"], "the older one belongs to an earlier checkpoint");
  });

  it("is gone with the rows that are rolled back, and so is the folder", async () => {
    const { projection, uploads, rollback } = await receiver();
    uploads.receive(piece({ path: "x", data: "lost" }));
    uploads.receive(piece({ path: "y", data: "half", last: false }));
    rollback();
    assert.deepEqual(projection.files.all(), []);
    assert.deepEqual(readdirSync(store.folder), []);
  });

  it("of another size than announced fails with table, path, row, line and both sizes", async () => {
    const { apply, uploads, rollback, projection } = await receiver();
    apply(upsert("Docs", { id: 1 }));
    assert.throws(
      () => {
        uploads.receive(
          piece({ path: "a/b.txt", data: "12345", expectedBytes: "9223372036854775807" }),
        );
      },
      (error) => {
        assert.ok(error instanceof RowError);
        assert.equal(
          error.message,
          'file "a/b.txt" of row 2 of table docs: 9223372036854775807 bytes were expected (expected_bytes) and 5 were read from the stream',
        );
        const { table, column, value, row, file, line } = error.details;
        assert.deepEqual(
          { table, column, value, row, file, line },
          {
            table: "docs",
            column: "_fivetran_file_path",
            value: "a/b.txt",
            row: 2,
            file: "/project/connector.py",
            line: 7,
          },
        );
        return true;
      },
    );
    rollback();
    assert.deepEqual(projection.files.all(), []);
    assert.deepEqual(stored(1), []);
  });

  it("says so when the disk is full", async () => {
    const full = () => {
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
        code: "ENOSPC",
        syscall: "write",
      });
    };
    const { uploads, rollback } = await receiver({ write: full });
    assert.throws(() => {
      uploads.receive(piece({ path: "x", data: "data" }));
    }, /file "x" of row 1 of table docs: it cannot be kept: ENOSPC: no space left on device, write\. Make room/);
    rollback();
    assert.deepEqual(readdirSync(store.folder), []);
  });

  it("is cut with its row in a limited run", async () => {
    const { apply, uploads, projection, commit } = await receiver({ maxRows: 1 });
    uploads.receive(piece({ path: "x", data: "kept" }));
    apply(upsert("Docs", { id: 1 }));
    uploads.receive(piece({ path: "y", data: "cut", last: false }));
    uploads.receive(piece({ path: "y", first: false }));
    commit();
    assert.deepEqual(
      projection.files.all().map((file) => file.path),
      ["x"],
    );
    assert.deepEqual(stored(1), ["1-x"]);
  });

  it("of broken bytes is refused", async () => {
    const { uploads } = await receiver();
    const refused = (payload: Buffer, pattern: RegExp) => {
      assert.throws(() => {
        uploads.receive(payload);
      }, pattern);
    };
    refused(Buffer.alloc(2), /without a header/);
    refused(Buffer.from([255, 0, 0, 0, 1]), /broken header/);
    refused(piece({ path: "x", expectedBytes: "-1" }), /expectedBytes is not a number/);
    refused(piece({ path: "x", first: false, last: false }), /not begun/);
    refused(piece({ path: "x", first: false }), /not begun/);
    assert.equal(readUpload(piece({ path: "x", data: "d" })).data.toString(), "d");
  });
});

describe("what uploads left behind", () => {
  function writeLog(run: number, frames: readonly string[]): void {
    const log = new SyncLogWriter(store.path(run), {
      format: logFormat,
      run,
      kind: "sync",
      startedAt: "2026-01-01T00:00:00.000Z",
      base: null,
      naming: "FIVETRAN",
      connectionName: "connection",
      maxRows: null,
      state: "{}",
    });
    const uploads = new UploadFolder(store.folder, run);
    for (const name of frames) {
      if (name === "commit")
        log.commit({
          kind: "checkpoint",
          seconds: 0,
          rows: 0,
          state: "{}",
          file: null,
          line: null,
        });
      else {
        uploads.begin(name);
        uploads.append(Buffer.from(name));
        const file = { schema: null, table: "t", path: name, ...uploads.end() };
        log.frame({ kind: "file", payload: jsonFrame("file", file).subarray(5) });
      }
    }
    uploads.begin("half");
    log.close();
  }

  it("is removed unless a log says that it is final", () => {
    writeLog(1, ["a", "commit", "b", "commit", "c"]);
    writeLog(2, ["d"]);
    writeLog(3, ["e", "commit"]);
    rmSync(store.path(3));
    writeFileSync(path.join(store.folder, "4.files"), "a file of somebody's");
    removeStaleUploads(store.folder);
    assert.deepEqual(stored(1), ["1-a", "2-b"]);
    assert.deepEqual(readdirSync(store.folder).sort(), ["1.files", "1.log", "2.log", "4.files"]);
  });

  it("is in a replay as of any checkpoint", async () => {
    writeLog(1, ["a", "commit", "a", "b", "commit", "c"]);
    const at = async (checkpoint: number) => {
      const { projection } = await destination();
      replay(projection, store, { run: 1, checkpoint });
      return projection.files.all().map((file) => file.stored);
    };
    assert.deepEqual(await at(1), ["1.files/1-a"]);
    assert.deepEqual(await at(2), ["1.files/2-a", "1.files/3-b"]);
    assert.deepEqual(await at(Infinity), ["1.files/2-a", "1.files/3-b"]);
    assert.deepEqual(await at(0), []);
  });

  it("stays as far as a damaged log tells that it is final", () => {
    writeLog(1, ["a", "commit", "b", "commit"]);
    const log = readFileSync(store.path(1));
    writeFileSync(store.path(1), log.subarray(0, log.length - 10));
    removeStaleUploads(store.folder);
    assert.deepEqual(stored(1), ["1-a"]);
  });
});
