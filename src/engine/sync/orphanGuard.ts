/**
 * Ends a process group when we are killed and can no longer do it ourselves. A connector that holds Python's lock in native
 * code would not notice, and what it started would never.
 *
 * A shell waits for a line on a pipe of ours. None ever comes: the pipe closes when we end, however we end.
 */
import { spawn } from "node:child_process";

/** Watches over the group that `leader` leads; the returned function ends the watch. Windows has no such groups. */
export function guardGroup(leader: number): () => void {
  if (process.platform === "win32") {
    return () => undefined;
  }
  const guard = spawn("/bin/sh", ["-c", 'read -r line; kill -9 "-$1"', "sh", String(leader)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Without a shell there is no guard, which is no reason not to sync.
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  return () => {
    guard.kill("SIGKILL");
  };
}
