// Files uploaded by real connectors: kept beside the run, listed, checked, and gone with the rows that are gone.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { createEngine, sourceFiles } from "../../src/engine/index.ts";
import type { SyncReport, UploadedFile } from "../../src/shared/model/sync.ts";
import {
  cli,
  makeWorkplace,
  reportFrom,
  sourceCli,
  startCli,
  type Workplace,
} from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const files = sourceFiles(path.resolve(import.meta.dirname, "../.."));
const posixOnly = { skip: process.platform === "win32" };

const start = `
import io, os, time
from fivetran_connector_sdk import Connector, FileUpload, Operations as op

def schema(configuration):
    return [{"table": "Docs", "primary_key": ["id"], "columns": {"id": "INT"}}]

def put(id, path, data, expected=None, **more):
    stream = data if hasattr(data, "read") else io.BytesIO(data)
    op.upsert("Docs", {"id": id, **more}, file=FileUpload(path=path, stream=stream, expected_bytes=expected))

def update(configuration, state):
`;

/** A connector whose update() has these lines. */
function connector(lines: string): string {
  return `${start}${lines.replaceAll(/^(?=.)/gm, "    ")}\n\nconnector = Connector(update=update, schema=schema)\n`;
}

/** Where put() calls the SDK. */
const putLine = start.split("\n").findIndex((line) => line.includes("op.upsert")) + 1;

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

for (const line of ["3", "2"] as const) {
  describe(`file uploads, SDK ${line}`, () => {
    const args = (project: string) => [
      project,
      "--python",
      pythonFor(line),
      "--storage",
      place.storage,
      "--json",
    ];

    async function sync(lines: string): Promise<SyncReport> {
      const project = place.project("hello", { "connector.py": connector(lines) });
      return reportFrom(await cli(["sync", ...args(project)]));
    }

    function onDisk(run: number): readonly string[] {
      const folder = path.join(place.storage, "runs", `${String(run)}.files`);
      return existsSync(folder) ? readdirSync(folder).sort() : [];
    }

    function contents(report: SyncReport): Readonly<Record<string, string>> {
      return Object.fromEntries(
        report.files.map((file) => [file.path, readFileSync(file.storedAt, "utf8")]),
      );
    }

    async function filesAfterReopening(): Promise<readonly UploadedFile[]> {
      const engine = createEngine(files);
      const destination = await engine.openDestination({ storage: place.storage, events: {} });
      try {
        return await destination.remote.files();
      } finally {
        await destination.close();
      }
    }

    it("are kept, listed and named by their row, and are there after reopening", async () => {
      const report = await sync(`
put(1, " a/report.txt ", b"one", 3, _fivetran_file_path="overwritten")
op.checkpoint({})
put(2, "../../outside.txt", b"two")
put(3, "/absolute/A.txt", b"three")
put(4, "/absolute/a.TXT", b"four")
put(5, "${"long/".repeat(300)}Zürich 東京 🚲.csv", b"", 0)
op.update("Docs", {"id": 1}, file=FileUpload(path="second.bin", stream=io.BytesIO(b"\\x00\\xff"), expected_bytes=2))
`);
      assert.equal(report.error, null);
      const deep = `${"long/".repeat(300)}Zürich 東京 🚲.csv`;
      const { "second.bin": second, ...texts } = contents(report);
      assert.deepEqual(texts, {
        "a/report.txt": "one",
        "../../outside.txt": "two",
        "/absolute/A.txt": "three",
        "/absolute/a.TXT": "four",
        [deep]: "",
      });
      assert.equal(second?.length, 2);
      assert.equal(report.counts.files, 6);
      for (const { schema, table, bytes, storedAt } of report.files) {
        assert.deepEqual([schema, table], [null, "docs"]);
        assert.equal(statSync(storedAt).size, bytes);
        assert.equal(path.dirname(storedAt), path.join(place.storage, "runs", "1.files"));
      }
      assert.deepEqual(readdirSync(path.join(place.storage, "runs")).sort(), ["1.files", "1.log"]);
      const project = path.join(place.folder, "hello");
      const { stdout } = await cli([
        "query",
        project,
        "SELECT id, _fivetran_file_path FROM docs ORDER BY id",
        "--storage",
        place.storage,
        "--json",
      ]);
      assert.deepEqual((JSON.parse(stdout) as { rows: unknown }).rows, [
        [1, "second.bin"],
        [2, "../../outside.txt"],
        [3, "/absolute/A.txt"],
        [4, "/absolute/a.TXT"],
        [5, deep],
      ]);
      assert.deepEqual(await filesAfterReopening(), report.files);
    });

    it("of another size than announced fail the sync, naming table, path, row, line and sizes", async () => {
      const report = await sync(`
put(1, "good.txt", b"good", 4)
op.checkpoint({"good": 1})
put(2, "lost.txt", b"lost")
put(3, "short.txt", b"short", 7)
put(4, "never.txt", b"")
`);
      assert.equal(report.status, "failed");
      const { message, table, column, value, row, file, line: at } = report.error ?? {};
      assert.match(
        message ?? "",
        /file "short\.txt" of row 3 of table docs: 7 bytes were expected \(expected_bytes\) and 5 were read/,
      );
      assert.deepEqual(
        [table, column, value, row, path.basename(file ?? ""), at],
        ["docs", "_fivetran_file_path", "short.txt", 3, "connector.py", putLine],
      );
      assert.deepEqual(contents(report), { "good.txt": "good" });
      assert.deepEqual(onDisk(1), ["1-good.txt"]);
      assert.deepEqual(report.state, { good: 1 });
      assert.deepEqual(await filesAfterReopening(), report.files);
    });

    it("leave nothing when their stream fails and the connector lets it", async () => {
      const report = await sync(`
class Broken:
    left = 2
    def read(self, size):
        self.left -= 1
        if self.left < 0:
            raise OSError("the source hung up")
        return b"x" * size
put(1, "broken.bin", Broken())
`);
      assert.equal(report.status, "failed");
      assert.match(report.error?.message ?? "", /the source hung up/);
      assert.deepEqual(report.files, []);
      assert.deepEqual(readdirSync(path.join(place.storage, "runs")), ["1.log"]);
    });

    it("are whole when the connector tries again after its stream failed", async () => {
      const report = await sync(`
class Broken(io.BytesIO):
    def read(self, size):
        data = super().read(size)
        if not data:
            raise OSError("the source hung up")
        return data
whole = b"y" * (5 << 20)
for attempt in range(3):
    try:
        put(1, "big.bin", Broken(whole))
    except OSError:
        pass
op.upsert("Docs", {"id": 2})
put(1, "big.bin", whole, len(whole))
try:
    put(3, "never.bin", Broken(whole))
except OSError:
    op.checkpoint({})
`);
      assert.equal(report.error, null);
      assert.deepEqual(
        report.files.map(({ path: name, bytes }) => [name, bytes]),
        [["big.bin", 5 << 20]],
      );
      assert.equal(onDisk(1).length, 1);
    });

    it("take an older one's place in later syncs, and earlier moments keep theirs", async () => {
      const first = await sync(`put(1, "x", b"first")\nop.checkpoint({})`);
      const second = await sync(`put(1, "x", b"second")\nput(2, "y", b"new")\nop.checkpoint({})`);
      assert.deepEqual(contents(first), { x: "first" });
      assert.deepEqual(contents(second), { x: "second", y: "new" });
      const failed = await sync(`put(1, "x", b"never")\nraise ValueError("on purpose")`);
      assert.equal(failed.status, "failed");
      assert.deepEqual(contents(failed), { x: "second", y: "new" });
      assert.deepEqual(onDisk(3), []);
      const project = place.project("hello", { "connector.py": connector("op.checkpoint({})") });
      const fresh = reportFrom(await cli(["sync", ...args(project), "--fresh"]));
      assert.deepEqual(fresh.files, []);
    });

    it("of a killed run are removed by the next one, up to its last checkpoint", async () => {
      const project = place.project("hello", {
        "connector.py": connector(`
if "done" in state:
    return
put(1, "kept.txt", b"kept")
op.checkpoint({"done": True})
put(2, "lost.txt", b"lost")
class Endless:
    def read(self, size):
        if os.path.getsize("${path.join(place.folder, "marker").replaceAll("\\", "/")}") > 0:
            time.sleep(60)
        open("${path.join(place.folder, "marker").replaceAll("\\", "/")}", "w").write("x")
        return b"z" * size
open("${path.join(place.folder, "marker").replaceAll("\\", "/")}", "w").close()
print("uploading", flush=True)
put(3, "half.bin", Endless())
`),
      });
      const running = startCli(["sync", ...args(project)]);
      await running.seen(/uploading/);
      while (onDisk(1).length < 3) await wait(20);
      running.child.kill("SIGKILL");
      await running.result;
      assert.deepEqual(onDisk(1), ["1-kept.txt", "2-lost.txt", "3-half.bin"]);
      assert.deepEqual(
        (await filesAfterReopening()).map((file) => file.path),
        ["kept.txt"],
      );
      const report = reportFrom(await cli(["sync", ...args(project)]));
      assert.equal(report.error, null);
      assert.deepEqual(contents(report), { "kept.txt": "kept" });
      assert.deepEqual(onDisk(1), ["1-kept.txt"]);
    });

    it("say so when there is no more room for them", posixOnly, async () => {
      const project = place.project("hello", {
        "connector.py": connector(`
put(1, "small.bin", b"s" * 1000)
op.checkpoint({"small": True})
put(2, "big.bin", b"b" * (4 << 20))
`),
      });
      // No file may be larger than 1 MiB: the write fails as it does on a full disk.
      const limited = 'ulimit -f 1024; exec "$0" "$@"';
      const program = path.join(place.folder, "limited.mjs");
      writeFileSync(
        program,
        `import { spawnSync } from "node:child_process";
const cli = [process.execPath, ${JSON.stringify(sourceCli)}, ...process.argv.slice(2)];
spawnSync("bash", ["-c", ${JSON.stringify(limited)}, ...cli], { stdio: "inherit" });
`,
      );
      const report = reportFrom(await cli(["sync", ...args(project)], { program }));
      assert.equal(report.status, "failed");
      assert.match(
        report.error?.message ?? "",
        /^file "big\.bin" of row 2 of table docs: it cannot be kept: EFBIG.*\. Make room, or choose another folder for runs\.$/,
      );
      assert.deepEqual(
        report.files.map((file) => file.path),
        ["small.bin"],
      );
      assert.deepEqual(onDisk(1), ["1-small.bin"]);
    });

    it("of 256 MB pass without being held in memory", posixOnly, async () => {
      const engine = createEngine(files);
      const destination = await engine.openDestination({ storage: place.storage, events: {} });
      let peak = 0;
      const sampling = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 5);
      try {
        const run = async (mebibytes: number) => {
          peak = 0;
          const project = place.project("hello", {
            "connector.py": connector(`
import resource, sys
class Large:
    left = ${String(mebibytes)} << 20
    piece = bytes(range(256)) * 4096
    def read(self, size):
        data = self.piece[: min(size, self.left)]
        self.left -= len(data)
        return data
put(1, "large.bin", Large(), ${String(mebibytes)} << 20)
op.upsert("Docs", {"id": 2, "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss})
`),
          });
          const report = await engine.runSync({
            destination,
            interpreter: pythonFor(line),
            request: {
              project,
              configuration: null,
              start: { kind: "fresh" },
              naming: "FIVETRAN",
              limits: {},
              echo: false,
            },
            onLog: () => undefined,
          });
          assert.equal(report.error, null);
          const { rows } = await destination.remote.query(
            "SELECT peak_kib FROM docs WHERE id = 2",
            1,
          );
          return { report, here: peak / 2 ** 20, python: Number(rows[0]?.[0]) / 1024 };
        };
        // What is free to be collected is collected late: the peak must not grow with the file, it need not be small.
        const small = await run(64);
        const large = await run(256);
        const grown = { here: large.here - small.here, python: large.python - small.python };
        assert.ok(grown.here < 96, `this process grew by ${grown.here.toFixed(0)} MiB`);
        assert.ok(grown.python < 96, `Python grew by ${grown.python.toFixed(0)} MiB`);
        const [stored] = large.report.files;
        assert.ok(stored);
        assert.equal(stored.bytes, 256 << 20);
        const hash = createHash("sha256");
        for await (const chunk of createReadStream(stored.storedAt)) hash.update(chunk as Buffer);
        const expected = createHash("sha256");
        const piece = Buffer.alloc(
          1 << 20,
          Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
        );
        for (let index = 0; index < 256; index++) expected.update(piece);
        assert.equal(hash.digest("hex"), expected.digest("hex"));
      } finally {
        clearInterval(sampling);
        await destination.close();
      }
    });
  });
}
