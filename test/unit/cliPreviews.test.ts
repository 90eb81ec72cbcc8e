// The commands that show what Fivetran would do beside the sync: columns, active-rows, profile.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { UserError } from "../../src/shared/base/userError.ts";
import type { ColumnRule, TableProfile } from "../../src/shared/model/previews.ts";
import type { TableSummary } from "../../src/shared/model/sync.ts";
import type { DestinationApi } from "../../src/shared/protocol/destination.ts";
import { fakeDestination, runCli } from "../support/cliContext.ts";

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "cli-previews-"));
  mkdirSync(path.join(cwd, "shop"));
  writeFileSync(path.join(cwd, "shop", "connector.py"), "");
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function run(api: Partial<DestinationApi>, command: string, ...args: string[]) {
  const engine = { openDestination: async () => fakeDestination(api) };
  return runCli([command, "shop", ...args, "--storage", "s"], { cwd, engine });
}

function tableOf(name: string, schema: string | null = null): TableSummary {
  const column = { name: "email", type: "STRING", declared: true };
  const shape = { declared: true, primaryKey: ["id"], rows: 1, deletedRows: 0, columns: [column] };
  return { schema, name, ...shape };
}

/** A destination that keeps its rules. */
function ruledDestination(...rules: ColumnRule[]) {
  let kept: readonly ColumnRule[] = rules;
  const api: Partial<DestinationApi> = {
    columnRules: () => kept,
    setColumnRules: (next) => {
      kept = next;
    },
    tables: () => [tableOf("users"), tableOf("users", "eu_shop"), tableOf("a.b")],
  };
  return { api, rules: () => kept };
}

const blocked = { schema: null, table: "users", column: "email", rule: "block" } as const;

describe("columns", () => {
  it("lists the rules, for people and for programs", async () => {
    const { api } = ruledDestination(blocked, { ...blocked, schema: "eu_shop", rule: "hash" });
    assert.equal(
      (await run(api, "columns")).stdout,
      "COLUMN               RULE\nusers.email          blocked\neu_shop.users.email  hashed\n",
    );
    const { code, stdout } = await run(api, "columns", "list", "--json");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), [
      blocked,
      { ...blocked, schema: "eu_shop", rule: "hash" },
    ]);
    const none = ruledDestination().api;
    assert.equal((await run(none, "columns")).stdout, "No column is blocked or hashed.\n");
    assert.equal((await run(none, "columns", "--json")).stdout, "[]\n");
  });

  it("blocks and hashes, replacing the rule there was", async () => {
    const { api, rules } = ruledDestination(blocked);
    const { stdout } = await run(api, "columns", "hash", "users.email", "later.token");
    assert.equal(stdout, "users.email is hashed.\nlater.token is hashed once it exists.\n");
    assert.deepEqual(rules(), [
      { ...blocked, rule: "hash" },
      { schema: null, table: "later", column: "token", rule: "hash" },
    ]);
    const { stdout: document } = await run(api, "columns", "block", "users.Email", "--json");
    assert.deepEqual(JSON.parse(document), [
      { schema: null, table: "later", column: "token", rule: "hash" },
      { ...blocked, column: "Email" },
    ]);
  });

  it("takes tables with schemas and with dots in their names", async () => {
    const { api, rules } = ruledDestination();
    await run(api, "columns", "block", "eu_shop.users.email", "a.b.c.d", "new.one.x");
    assert.deepEqual(
      rules().map(({ schema, table, column }) => [schema, table, column]),
      [
        ["eu_shop", "users", "email"],
        [null, "a.b", "c.d"],
        ["new", "one", "x"],
      ],
    );
  });

  it("clears one rule or all of them", async () => {
    const { api, rules } = ruledDestination(blocked, { ...blocked, column: "phone" });
    assert.equal(
      (await run(api, "columns", "clear", "users.phone")).stdout,
      "users.phone has no rule any more.\n",
    );
    assert.deepEqual(rules(), [blocked]);
    const { code, stderr } = await run(api, "columns", "clear", "users.emial");
    assert.equal(code, 2);
    assert.equal(stderr, "Error: users.emial has no rule. Did you mean users.email?\n");
    await run(api, "columns", "clear");
    assert.deepEqual(rules(), []);
  });

  it("refuses what makes no sense, with status 2", async () => {
    const { api } = ruledDestination();
    const refusal = async (...args: string[]) => {
      const { code, stdout, stderr } = await run(api, "columns", ...args);
      assert.deepEqual([code, stdout], [2, ""]);
      return stderr;
    };
    assert.match(await refusal("blok"), /columns has no "blok"\. Did you mean block\?/);
    assert.match(await refusal("encrypt"), /Give one of list, block, hash, clear/);
    assert.match(await refusal("hash"), /columns hash: which column\? Give <table>\.<column>\./);
    assert.match(await refusal("block", "email"), /"email" is not <table>\.<column>/);
    assert.match(await refusal("list", "users.email"), /columns list takes no "users.email"/);
  });

  it("says that a key cannot be blocked, also to programs", async () => {
    const { api } = ruledDestination();
    const refusing = {
      ...api,
      setColumnRules: () => {
        throw new UserError("columns.blockedKey", "Primary-key columns cannot be blocked: id.");
      },
    };
    const { code, stdout, stderr } = await run(refusing, "columns", "block", "users.id", "--json");
    assert.equal(code, 2);
    assert.match(stderr, /^Error: Primary-key columns cannot be blocked: id\.$/m);
    assert.deepEqual(JSON.parse(stdout), {
      error: {
        code: "columns.blockedKey",
        message: "Primary-key columns cannot be blocked: id.",
      },
    });
  });
});

describe("active-rows", () => {
  const users = {
    schema: null,
    table: "users",
    free: 1000,
    paid: 5,
    lastSync: { added: 2, touched: 3 },
    estimate: { low: 243, high: 600 },
  };
  const orders = { ...users, table: "orders", free: 0, lastSync: null, estimate: null };

  it("shows each table and all of them", async () => {
    const { code, stdout } = await run({ activeRows: () => [users, orders] }, "active-rows");
    assert.equal(code, 0);
    assert.equal(
      stdout,
      [
        "TABLE        FREE  PAID  ADDED  TOUCHED  A MONTH, EVERY 6h",
        "users       1,000     5      2        3         243 to 600",
        "orders          0     5",
        "all tables  1,000    10                         243 to 600",
        "FREE and PAID: this month so far. ADDED and TOUCHED: rows of the newest paid sync.",
        "",
      ].join("\n"),
    );
  });

  it("takes a schedule in minutes, hours or days, of a month of 30 days", async () => {
    const asked: number[] = [];
    const api: Partial<DestinationApi> = {
      activeRows: (syncs) => {
        asked.push(syncs);
        return [users];
      },
    };
    for (const every of ["15m", "6h", "1d", "7d"]) await run(api, "active-rows", "--every", every);
    const { stdout } = await run(api, "active-rows", "--json");
    assert.deepEqual(asked, [2880, 120, 30, 4, 120]);
    assert.deepEqual(JSON.parse(stdout), { every: "6h", syncsPerMonth: 120, tables: [users] });
    for (const every of ["6", "0h", "often", "1w"]) {
      const { code, stderr } = await run(api, "active-rows", "--every", every);
      assert.equal(code, 2);
      assert.match(stderr, /--every takes a time such as 15m, 6h or 1d, not /);
    }
  });

  it("says when there is nothing to count or to estimate from", async () => {
    const shown = async (...tables: (typeof orders)[]) =>
      (await run({ activeRows: () => tables }, "active-rows")).stdout;
    assert.equal(await shown(), "The destination has no tables.\n");
    assert.match(await shown(orders), /nothing to estimate from: sync once more/);
  });
});

describe("profile", () => {
  const profile: TableProfile = {
    schema: null,
    table: "users",
    declared: true,
    primaryKey: ["id"],
    operations: 1234,
    columns: [
      {
        name: "id",
        declaredType: "INT",
        type: "INT",
        observed: [{ type: "LONG", count: 1234, samples: ["1", "2"] }],
        nulls: 0,
        sent: 1234,
      },
      {
        name: "note",
        declaredType: null,
        type: "STRING",
        observed: [
          { type: "STRING", count: 3, samples: ["a\u001B[31m"] },
          { type: "LONG", count: 1, samples: [] },
        ],
        nulls: 996,
        sent: 1000,
      },
      { name: "empty", declaredType: "INT", type: "INT", observed: [], nulls: 0, sent: 0 },
    ],
    candidateKeys: [
      { columns: ["id"], identifies: true, distinct: 1234, nulls: 0 },
      { columns: ["mail"], identifies: false, distinct: 1200, nulls: 4 },
    ],
    cuts: ["There was no time to count x in all rows."],
  };
  const api: Partial<DestinationApi> = {
    tables: () => [tableOf("users"), tableOf("orders")],
    profile: ({ name }) => ({ ...profile, table: name }),
  };

  it("shows what was declared beside what was observed", async () => {
    const { code, stdout } = await run(api, "profile", "users");
    assert.equal(code, 0);
    assert.equal(
      stdout,
      String.raw`users (declared, key id, 1,234 upserts and updates)
COLUMN  DECLARED  IS      NULL  OBSERVED
id      INT       INT      0 %  1,234 LONG (1, 2)
note              STRING  99 %  3 STRING (a\u001b[31m); 1 LONG
empty   INT       INT           never sent
Candidate key id: identifies every row
Candidate key mail: does not, 1,200 different values, 4 NULL
There was no time to count x in all rows.
`,
    );
  });

  it("is of all tables when none is named, as one JSON document", async () => {
    const { stdout } = await run(api, "profile", "--json");
    assert.deepEqual(JSON.parse(stdout), [profile, { ...profile, table: "orders" }]);
    const one = await run(api, "profile", "orders", "--json");
    assert.deepEqual(JSON.parse(one.stdout), [{ ...profile, table: "orders" }]);
    const empty = { ...api, tables: () => [] };
    assert.equal((await run(empty, "profile", "--json")).stdout, "[]\n");
    assert.equal((await run(empty, "profile")).stdout, "The destination has no tables.\n");
  });

  it("names the table that was meant", async () => {
    const { code, stderr } = await run(api, "profile", "usres");
    assert.equal(code, 2);
    assert.match(stderr, /There is no table usres in the destination\. Did you mean users\?/);
  });
});
