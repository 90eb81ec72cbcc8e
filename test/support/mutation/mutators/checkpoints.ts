/** Mistakes in checkpoints and their states. */
import { here, type Mutator } from "../mutant.ts";
import {
  inUpdateWith,
  onCall,
  replacedState,
  span,
  withoutCheckpoints,
} from "../operationSeeds.ts";

export const checkpointMutators: readonly Mutator[] = [
  {
    code: "no-checkpoint",
    what: "none at all",
    seeds: ({ calls, functions, texts }) => {
      const checkpoints = calls.get("op.checkpoint") ?? [];
      const update = functions.get("update");
      const others = Object.entries(texts).some(
        ([file, text]) =>
          file !== "connector.py" && file.endsWith(".py") && text.includes("checkpoint"),
      );
      return checkpoints.length > 0 && update && !others
        ? [
            [
              ...checkpoints.map((call) => ({ ...span(call), text: "len(())" })),
              { from: update.name.from, to: update.name.from, text: here },
            ],
          ]
        : [];
    },
  },
  {
    code: "late-checkpoint",
    what: "after all pages",
    seeds: (seedable) =>
      withoutCheckpoints(
        seedable,
        (table, key) =>
          `page = 1\nwhile page:\n    answer = requests.get("https://api.example.com/items", params={"page": page}, timeout=9).json()\n    for item in answer["items"]:\n        op.upsert(${table}, {${key}: item["id"]})\n    page = answer.get("next")\n${here}op.checkpoint({"page": page})`,
      ),
  },
  {
    code: "frequent-checkpoints",
    what: "for every row",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) =>
          key &&
          `for item in requests.get("https://api.example.com/items", timeout=9).json():\n    op.upsert(${table}, {${key}: item["id"]})\n    ${here}op.checkpoint({"last": item["id"]})`,
        /^import requests *$/m,
      ),
  },
  {
    code: "cursor-before-rows",
    what: "a checkpoint before the rows it covers",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) =>
          key &&
          `for page in range(1, 9):\n    answer = requests.get("https://api.example.com/items", params={"page": page}, timeout=9).json()\n    state["page"] = page + 1\n    ${here}op.checkpoint(state)\n    for item in answer["items"]:\n        op.upsert(${table}, {${key}: item["id"]})`,
        /^import requests *$/m,
      ),
  },
  onCall("state-not-object", "a list", "op.checkpoint", (call) =>
    replacedState(call, `${here}["a"]`),
  ),
  onCall("state-not-object", "text", "op.checkpoint", (call) =>
    replacedState(call, `${here}"2024-01-01"`),
  ),
  onCall("state-not-json", "a set", "op.checkpoint", (call) =>
    replacedState(call, `{"seen": ${here}{1, 2}}`),
  ),
  onCall("state-not-json", "bytes", "op.checkpoint", (call) =>
    replacedState(call, `{"seen": ${here}b"1"}`),
  ),
  {
    code: "state-not-json",
    what: "a datetime",
    seeds: ({ calls, text }) =>
      /^from datetime import .*\bdatetime\b/m.test(text)
        ? (calls.get("op.checkpoint") ?? []).flatMap(
            (call) => replacedState(call, `{"at": ${here}datetime.now()}`) ?? [],
          )
        : [],
  },
  onCall(
    "secret-in-state",
    "a key of the API",
    "op.checkpoint",
    (call) => replacedState(call, `{"api_key": ${here}configuration["api_key"]}`),
    (text) => text.includes('"api_key": "'),
  ),
];
