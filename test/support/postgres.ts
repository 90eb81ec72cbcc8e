/** A real PostgreSQL server of a test's own: empty, on a free port, with a password, gone afterwards. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { ServerTask } from "./postgresServer.ts";

export interface Postgres extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Runs statements; resolves with the rows of the last one, columns separated by `|`. */
  sql(statements: string): Promise<string>;
  sqlFile(file: string): Promise<void>;
  /** Resolves when the server is gone, and its data with it. */
  stop(): Promise<void>;
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);
const programs = ["initdb", "pg_ctl", "postgres", "psql"];
const suffix = process.platform === "win32" ? ".exe" : "";
const login = { host: "127.0.0.1", database: "postgres", user: "postgres" } as const;
const attempts = 3;
/** Debian's and Ubuntu's. */
const packageManager = "/usr/bin/apt-get";

export async function startPostgres(): Promise<Postgres> {
  const bin = findPrograms() ?? installPrograms();
  const account = serverAccount();
  const folder = await mkdtemp(path.join(tmpdir(), "workbench-postgres-"));
  const password = "only for this test";
  try {
    const { port, stop } = await makeAndStart(bin, folder, password, account);
    return connected({ bin, port, password, stop });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function makeAndStart(bin: string, folder: string, password: string, account: Account) {
  await own(folder, account);
  const data = path.join(folder, "data");
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, password);
  await own(passwordFile, account);
  const initdb = ["-D", data, "-U", login.user, "--auth=scram-sha-256", "--encoding=UTF8"];
  initdb.push(`--pwfile=${passwordFile}`, "--no-locale", "--no-sync");
  await run(path.join(bin, `initdb${suffix}`), initdb, { ...account, cwd: folder });
  const control = path.join(bin, `pg_ctl${suffix}`);
  const log = path.join(folder, "log");
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const stop = await keepRunning({ control, folder, data, log, port, ...account });
    if (stop) {
      return { port, stop };
    }
    // Someone else may have taken the port between the look and the start.
    if (attempt === attempts) {
      throw new Error(`PostgreSQL did not start:\n${await readFile(log, "utf8")}`);
    }
  }
}

/** Starts the process that owns the server; undefined when the server did not start. */
async function keepRunning(task: ServerTask): Promise<(() => Promise<void>) | undefined> {
  const script = path.join(import.meta.dirname, "postgresServer.ts");
  const owner = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(owner, "exit");
  const ready = await Promise.race([once(owner.stdout, "data"), ended.then(() => undefined)]);
  if (!ready) {
    return undefined;
  }
  return async () => {
    owner.stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) {
      throw new Error(`PostgreSQL did not stop; its data is in ${task.folder}.`);
    }
  };
}

interface Server {
  readonly bin: string;
  readonly port: number;
  readonly password: string;
  readonly stop: () => Promise<void>;
}

function connected({ bin, port, password, stop }: Server): Postgres {
  const psql = async (...args: string[]) => {
    const address = ["-h", login.host, "-p", String(port), "-U", login.user, "-d", login.database];
    const options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", ...address, ...args];
    const env = { ...process.env, PGPASSWORD: password };
    const { stdout } = await run(path.join(bin, `psql${suffix}`), options, { env });
    return stdout.trim();
  };
  return {
    ...login,
    port,
    password,
    sql: (statements) => psql("-c", statements),
    async sqlFile(file) {
      await psql("-f", file);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** The newest PostgreSQL in the usual places. */
function findPrograms(): string | undefined {
  const parents = [
    "/usr/lib/postgresql",
    "/opt/homebrew/opt",
    "/usr/local/opt",
    "C:\\Program Files\\PostgreSQL",
  ];
  const versions = parents.flatMap((parent) =>
    existsSync(parent)
      ? readdirSync(parent)
          .filter((name) => /^(postgresql@?)?\d+$/.test(name))
          .map((name) => ({ folder: path.join(parent, name, "bin"), version: versionIn(name) }))
      : [],
  );
  return [
    ...(process.env["PATH"] ?? "").split(path.delimiter),
    ...versions.sort((a, b) => b.version - a.version).map(({ folder }) => folder),
  ].find((folder) => programs.every((name) => existsSync(path.join(folder, name + suffix))));
}

function versionIn(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0);
}

/** On Debian as the superuser the package is installed; elsewhere the person is told what is missing. */
function installPrograms(): string {
  if (process.geteuid?.() === 0 && existsSync(packageManager)) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", "postgresql"]]) {
      execFileSync(packageManager, args, { env, stdio: ["ignore", "ignore", "inherit"] });
    }
  }
  const found = findPrograms();
  if (found === undefined) {
    throw new Error(
      "This test needs PostgreSQL, which was not found. Install it (Debian and Ubuntu: " +
        "apt-get install postgresql; macOS: brew install postgresql@17; Windows: " +
        `winget install PostgreSQL.PostgreSQL.17) or put the folder with ${programs.join(", ")} on PATH.`,
    );
  }
  return found;
}

/** PostgreSQL refuses to run as the superuser, so then another account runs it. */
function serverAccount(): Account {
  if (process.geteuid?.() !== 0) {
    return {};
  }
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] })),
      );
      return { uid, gid };
    } catch {
      // There is no such account; the next one may exist.
    }
  }
  throw new Error("PostgreSQL cannot run as root, and there is no account postgres or nobody.");
}

async function own(place: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) {
    await chown(place, uid, gid);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, login.host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
