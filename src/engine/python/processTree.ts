/** Ends a process that is not a child of ours, and what it started. */
import { spawnSync } from "node:child_process";

/** On POSIX the process's group too, when it leads one; a process that is gone already is no error. */
export function killProcessTree(pid: number): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { windowsHide: true });
    return;
  }
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch (error) {
      // EPERM is macOS's answer for a group in which only ended processes are left.
      if (!isErrno(error, "ESRCH") && !isErrno(error, "EPERM")) {
        throw error;
      }
    }
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
