// `npm run check`: everything that can be said about the code without running it. All checks run, in
// parallel; each prints its findings.
import { spawn } from "node:child_process";
import path from "node:path";
import { typeScriptPrograms } from "../check/typeScriptPrograms.ts";

const repository = path.dirname(path.dirname(import.meta.dirname));
const modules = path.join(repository, "node_modules");

interface Check {
  readonly name: string;
  readonly script: string;
  readonly options: readonly string[];
}

const checks: readonly Check[] = [
  ...typeScriptPrograms(repository).map((program) => ({
    name: `types (${program})`,
    script: "@typescript/native/bin/tsc",
    options: ["-p", program],
  })),
  {
    name: "lint",
    script: "eslint/bin/eslint.js",
    options: [
      "--max-warnings",
      "0",
      "--cache",
      "--cache-location",
      "node_modules/.cache/eslint/",
      ".",
    ],
  },
  { name: "format", script: "prettier/bin/prettier.cjs", options: ["--check", "."] },
  { name: "unused code", script: "knip/bin/knip.js", options: [] },
];

const results = await Promise.all(checks.map(runCheck));
if (results.includes(false)) {
  console.log("\nThe check failed. `npm run format` mends formatting and what lint can mend.");
  process.exitCode = 1;
}

function runCheck({ name, script, options }: Check): Promise<boolean> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(modules, script), ...options], {
      cwd: repository,
      env: { ...process.env, [process.stdout.isTTY ? "FORCE_COLOR" : "NO_COLOR"]: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (text: string): void => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("close", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
      if (code !== 0) {
        console.log(output.trimEnd());
      }
      resolve(code === 0);
    });
  });
}
