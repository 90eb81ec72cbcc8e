/**
 * A process that keeps one PostgreSQL server running until its standard input ends. That happens when
 * its parent stops it and also when the parent dies, so neither server nor data is left behind.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";

export interface ServerTask {
  /** The program `pg_ctl`. */
  readonly control: string;
  /** Removed, with all that is in it, once the server has stopped. */
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly port: number;
  readonly uid?: number;
  readonly gid?: number;
}

async function main(task: ServerTask): Promise<void> {
  const options = [
    `-p ${String(task.port)}`,
    "-h 127.0.0.1",
    "-c unix_socket_directories=",
    // The data does not outlive the test, so nothing has to reach the disk.
    "-c fsync=off",
    // A test may hold a transaction open without a connection that does so.
    "-c max_prepared_transactions=4",
  ];
  await control(task, ["start", "-w", "-t", "120", "-l", task.log, "-o", options.join(" ")]);
  process.stdout.write("ready\n");
  process.stdin.resume();
  await once(process.stdin, "end");
  await control(task, ["stop", "-w", "-m", "fast"]);
  await rm(task.folder, { recursive: true, force: true });
}

async function control({ control, data, uid, gid }: ServerTask, args: string[]): Promise<void> {
  // No pipes: the server would inherit them, and they would stay open as long as it runs.
  const child = spawn(control, ["-D", data, ...args], { uid, gid, cwd: data, stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) {
    throw new Error(`pg_ctl ${args[0] ?? ""} ended with ${String(code)}`);
  }
}

// Ctrl-C in the terminal reaches every process; the parent decides when this one ends.
process.on("SIGINT", () => undefined);
await main(JSON.parse(process.argv[2] ?? "") as ServerTask);
