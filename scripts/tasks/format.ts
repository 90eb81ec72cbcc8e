// `npm run format`: mends what eslint and prettier can mend.
import { spawnSync } from "node:child_process";
import path from "node:path";

const repository = path.dirname(path.dirname(import.meta.dirname));

for (const [script, ...options] of [
  ["eslint/bin/eslint.js", "--fix", "."],
  ["prettier/bin/prettier.cjs", "--write", "--log-level", "warn", "."],
] as const) {
  const program = path.join(repository, "node_modules", script);
  const { status } = spawnSync(process.execPath, [program, ...options], {
    cwd: repository,
    stdio: "inherit",
  });
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status ?? 3);
}
