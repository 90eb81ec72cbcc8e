/** Code that works on its author's machine only. */
import { here, type Mutator, type Seedable } from "../mutant.ts";
import { inUpdate } from "../updateSeeds.ts";

export const codeMutators: readonly Mutator[] = [
  line("exit-call", "exit()", `${here}exit(1)`),
  importing("exit-call", "sys.exit()", "sys", `${here}sys.exit(1)`),
  importing("exit-call", "os._exit()", "os", `${here}os._exit(1)`),
  line("print-call", "print", `${here}print("started")`),
  atTop("logging-module", "import logging", `import ${here}logging`),
  onLog("deprecated-log", "severe", `log.${here}severe("broken")`),
  onLog("deprecated-log", "fine", `log.${here}fine("detail")`),
  onLog("unknown-log-method", "warn", `log.${here}warn("careful")`),
  onLog("unknown-log-method", "exception", `log.${here}exception("broken")`),
  onLog("log-arguments", "%s", `log.info("found %s", ${here}5)`),
  onLog("log-arguments", "nothing", `${here}log.info()`),
  onLog(
    "log-per-row",
    "each row",
    `for item in requests.get("https://api.example.com/items", timeout=9).json():\n    op.upsert("seeded_rows", {"id": item["id"]})\n    ${here}log.info(f"row {item['id']}")`,
    /^import requests *$/m,
  ),
  onLog("secret-logged", "the configuration", `${here}log.info(f"using {configuration}")`),
  onLog("secret-logged", "an API key", `${here}log.info(f"key {configuration['api_key']}")`),
  atTop("secret-in-code", "an API key", `API_KEY = ${here}"sk-3f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"`),
  atTop(
    "secret-in-code",
    "a password in an address",
    `DATABASE = ${here}"postgresql://admin:S3cr3tPa55w0rd@db.acme-corp.io/prod"`,
  ),
  line("file-write", "open", `with ${here}open("cache.json", "w") as file:\n    file.write("x")`),
  atTop("env-file", "load_dotenv", `from dotenv import load_dotenv\n${here}load_dotenv()`),
  line(
    "whole-source-in-memory",
    "fetchall",
    `import sqlite3\nfound = sqlite3.connect("x").cursor().execute("select 1").${here}fetchall()\nfor item in found:\n    op.upsert("seeded_rows", {"id": item[0]})`,
  ),
  requests(
    "request-without-timeout",
    "get",
    `answer = ${here}requests.get("https://api.example.com/items")`,
  ),
  requests(
    "request-without-timeout",
    "post",
    `answer = ${here}requests.post("https://api.example.com/items", json={})`,
  ),
  requests(
    "response-unchecked",
    "json() at once",
    `answer = ${here}requests.get("https://api.example.com/items", timeout=9).json()`,
  ),
  requests(
    "swallowed-exception",
    "bare except",
    `try:\n    for item in requests.get("https://api.example.com/items", timeout=9).json():\n        op.upsert("seeded_rows", {"id": item["id"]})\n${here}except:\n    pass`,
  ),
  requests(
    "swallowed-exception",
    "except Exception",
    `try:\n    for item in requests.get("https://api.example.com/items", timeout=9).json():\n        op.upsert("seeded_rows", {"id": item["id"]})\n${here}except Exception:\n    pass`,
  ),
  line("endless-loop", "while True", `${here}while True:\n    state["seen"] = 1`),
];

function line(code: Mutator["code"], what: string, text: string): Mutator {
  return { code, what, seeds: (seedable) => inUpdate(seedable, () => text) };
}

function when(fits: RegExp, mutator: Mutator): Mutator {
  return {
    ...mutator,
    seeds: (seedable: Seedable) => (fits.test(seedable.text) ? mutator.seeds(seedable) : []),
  };
}

function requests(code: Mutator["code"], what: string, text: string): Mutator {
  return when(/^import requests *$/m, line(code, what, text));
}

function importing(code: Mutator["code"], what: string, module: string, text: string): Mutator {
  return when(new RegExp(`^import ${module}(?:\\s|$)`, "m"), line(code, what, text));
}

function onLog(
  code: Mutator["code"],
  what: string,
  text: string,
  fits = /Logging as log/,
): Mutator {
  return when(/Logging as log/, when(fits, line(code, what, text)));
}

function atTop(code: Mutator["code"], what: string, text: string): Mutator {
  return {
    code,
    what,
    seeds: ({ module }) => {
      const first = module.body.find(({ kind }) => kind === "FunctionDefinition");
      return first ? [{ from: first.from, to: first.from, text: `${text}\n\n\n` }] : [];
    },
  };
}
