import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CancellationTokenSource, type WorkspaceDiagnosticReport } from "vscode-languageserver";
import { randomNumbers } from "../../support/randomNumbers.ts";
import { makeWorkspace, pulling, startServer, uriOfFile } from "../../support/languageServer.ts";

const connector = `from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration: dict):
    return [
        {"table": "orders", "primary_key": ["id"], "columns": {"id": "INT", "total": "FLOAT"}},
        {"table": "customers", "primary_key": "id"},
    ]


def update(configuration: dict, state: dict):
    for page in range(3):
        op.upsert(table="ordrs", data={"id": page, "total": "x"})
        op.upsert(table="customers", data={"name": "x"})
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
`;
const project = { "connector.py": connector, "configuration.json": "{}" };

describe("the language server", () => {
  it("says the same after many edits as about a text that was just opened", async () => {
    using workspace = makeWorkspace(project);
    await using edited = await startServer(workspace.folder);
    edited.open("connector.py", connector);
    const pick = randomNumbers(7);
    const parts = ["x", "(", ")", '"', "\n", "    ", "[", "{", ", ", '"""', "op.", "# ", "é", "🙂"];
    for (let round = 1; round <= 8; round += 1) {
      for (let edit = 0; edit < 12; edit += 1) {
        const text = edited.textOf("connector.py");
        const lines = text.split("\n");
        const line = pick(lines.length);
        const start = { line, character: pick((lines[line] ?? "").length + 1) };
        const end = { line, character: start.character + pick(4) };
        edited.edit("connector.py", [
          { range: { start, end }, text: parts[pick(parts.length)] ?? "" },
        ]);
        if (edit % 3 === 0) await edited.diagnostics("connector.py");
      }
      await using fresh = await startServer(workspace.folder);
      fresh.open("connector.py", edited.textOf("connector.py"));
      assert.deepEqual(
        await edited.diagnostics("connector.py"),
        await fresh.diagnostics("connector.py"),
      );
      edited.change("connector.py", connector);
    }
    assert.deepEqual(edited.logged, []);
  });

  it("lets go of a question that was taken back, and answers the next one", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", connector);
    const everything = (previousResultIds: readonly { uri: string; value: string }[]) =>
      ["workspace/diagnostic", { previousResultIds }] as const;
    const { items }: WorkspaceDiagnosticReport = await server.request(...everything([]));
    const known = items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
    // Without news it would wait for some.
    const taken = new CancellationTokenSource();
    const held = server.connection.sendRequest(...everything(known), taken.token);
    taken.cancel();
    await assert.rejects(held);
    assert.equal((await server.pull("connector.py")).length > 0, true);
  });

  it("goes on after nonsense", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    const { stdin } = server.child;
    assert.ok(stdin);
    stdin.write("Content-Length: 5\r\n\r\nnones");
    stdin.write("Content-Length: 2\r\n\r\n[]");
    stdin.write("Content-Length: 4\r\n\r\nnull");
    server.notify("textDocument/didOpen", null);
    server.notify("textDocument/didChange", {
      textDocument: { uri: "nowhere", version: 1 },
      contentChanges: 5,
    });
    server.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: "%%%", type: 9 }] });
    server.notify("connectorWorkbench/project", { uri: 5 });
    server.notify("no/such/notification", {});
    for (const method of [
      "textDocument/hover",
      "textDocument/completion",
      "textDocument/diagnostic",
      "textDocument/codeAction",
      "textDocument/rename",
      "workspace/symbol",
      "workspace/diagnostic",
      "connectorWorkbench/schema",
    ]) {
      await server.request(method, { textDocument: 7 }).catch((error: unknown) => error);
    }
    await assert.rejects(server.request("no/such/request"), /no\/such\/request/);
    server.open("connector.py", connector);
    const uri = uriOfFile(workspace.file("connector.py"));
    server.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: null }, end: { line: -5, character: 1e9 } }, text: "" },
      ],
    });
    await server.pull("connector.py");
    server.change("connector.py", connector);
    assert.match((await server.pull("connector.py")).join(), /8:key-as-text/);
  });

  it("reads messages in pieces and several at once", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    // The answers to what the server asks at first must not come in between.
    await server.pull("connector.py");
    const { stdin } = server.child;
    assert.ok(stdin);
    const message = (body: object): string => {
      const text = JSON.stringify({ jsonrpc: "2.0", ...body });
      return `Content-Length: ${Buffer.byteLength(text)}\r\nContent-Type: x\r\n\r\n${text}`;
    };
    const uri = uriOfFile(workspace.file("connector.py"));
    const opening = message({
      method: "textDocument/didOpen",
      params: {
        textDocument: { uri, languageId: "python", version: 1, text: `# 🙂é\n${connector}` },
      },
    });
    const bytes = Buffer.from(opening + message({ method: "no/such" }), "utf8");
    for (let at = 0; at < bytes.length; at += 7) {
      stdin.write(bytes.subarray(at, at + 7));
      if (at % 70 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.match((await server.pull("connector.py")).join(), /9:key-as-text/);
  });

  it("counts columns as the protocol does, in UTF-16", async () => {
    const smiling = connector.replace('{"table": "customers"', '{"🙂": 1, "table": "customers"');
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", smiling);
    const found = (await server.diagnostics("connector.py")).find(
      ({ code }) => code === "key-as-text",
    );
    assert.deepEqual(found?.range.start, server.position("connector.py", '"id"},\n    ]'));
  });

  it("reads lines that end as on Windows", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", connector.replaceAll("\n", "\r\n"));
    assert.match((await server.pull("connector.py")).join(), /8:key-as-text/);
  });

  it("says of a file that is too large or no text that it was not read", async () => {
    using workspace = makeWorkspace({
      ...project,
      "connector.py": `${connector}\n${"# a long comment\n".repeat(100_000)}`,
    });
    await using server = await startServer(workspace.folder);
    assert.deepEqual(await server.pull("connector.py"), ["1:syntax-error"]);
  });

  it("never goes into virtual environments and hidden folders", async () => {
    using workspace = makeWorkspace({
      ...project,
      ".venv/lib/x/connector.py": connector,
      ".hidden/connector.py": connector,
      "venv/connector.py": connector,
    });
    await using server = await startServer(workspace.folder);
    const found: { items: { uri: string }[] } = await server.request("workspace/diagnostic", {
      previousResultIds: [],
    });
    assert.deepEqual(
      found.items.map(({ uri }) => uri),
      [uriOfFile(workspace.file("connector.py"))],
    );
    server.open(".venv/lib/x/connector.py", connector);
    assert.deepEqual(await server.pull("tool.py"), []);
  });

  it("ends with its editor", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder, { capabilities: pulling });
    // What it asks at first is answered by now.
    await server.pull("connector.py");
    const ended = new Promise<number | null>((resolve) => server.child.once("exit", resolve));
    server.child.stdin?.end();
    assert.equal(await ended, 1);
    await using next = await startServer(workspace.folder);
    assert.equal(await next.stop(), 0);
  });

  it("reads files that are on no disk through the editor", async () => {
    using workspace = makeWorkspace();
    await using server = await startServer(workspace.folder, { options: { readsFiles: true } });
    const texts: Readonly<Record<string, string>> = project;
    server.connection.onRequest("connectorWorkbench/list", (parameters) =>
      (parameters as { uri: string }).uri === "vscode-vfs://github/o/r" ? Object.keys(project) : [],
    );
    server.connection.onRequest(
      "connectorWorkbench/read",
      (parameters) => texts[(parameters as { uri: string }).uri.split("/").at(-1) ?? ""] ?? null,
    );
    const uri = "vscode-vfs://github/o/r/connector.py";
    server.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "python", version: 1, text: connector },
    });
    const report: { items: { code: string }[] } = await server.request("textDocument/diagnostic", {
      textDocument: { uri },
    });
    assert.ok(report.items.some(({ code }) => code === "key-as-text"));
  });
});
