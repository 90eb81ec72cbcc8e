import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { describe, it } from "node:test";
import type {
  CodeAction,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver";
import { makeWorkspace, pulling, startServer, uriOfFile } from "../../support/languageServer.ts";

const connector = `from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Logging as log
from fivetran_connector_sdk import Operations as op


def schema(configuration: dict):
    return [{"table": "orders", "primary_key": "id"}]


def update(configuration: dict, state: dict):
    log.info(configuration["api_key"][:2])
    op.upsert(table="orders", data={"id": 1})
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
`;
const good = connector.replace('"primary_key": "id"', '"primary_key": ["id"]');
const configuration = '{"api_key": "x"}\n';
const project = {
  "connector.py": connector,
  "configuration.json": configuration,
  "requirements.txt": "",
};
const keyAsText = "7:key-as-text";

describe("the language server over standard input and output", () => {
  it("says at once what it can do", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    assert.deepEqual(server.capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(server.capabilities.diagnosticProvider, {
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    assert.equal(server.capabilities.positionEncoding, "utf-16");
    await server.request("textDocument/hover", {
      textDocument: { uri: uriOfFile(workspace.file("connector.py")) },
      position: { line: 0, character: 0 },
    });
    assert.deepEqual([...server.registered].sort(), [
      "workspace/didChangeConfiguration",
      "workspace/didChangeWatchedFiles",
    ]);
    assert.equal(await server.stop(), 0);
  });

  it("tells what is wrong with a connector, and where that is explained", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", connector);
    const [diagnostic] = await server.diagnostics("connector.py");
    assert.equal(diagnostic?.code, "key-as-text");
    assert.equal(diagnostic.source, "Connector Workbench");
    assert.equal(diagnostic.severity, 1);
    assert.match(diagnostic.codeDescription?.href ?? "", /^https:\/\/fivetran\.com\//);
    assert.match(JSON.stringify(diagnostic.message), /\w+ \w+ \w+/);
    assert.deepEqual(diagnostic.range.start, server.position("connector.py", '"id"}]'));
    assert.deepEqual(server.logged, []);
  });

  it("reads what is typed, in any number of steps", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", connector);
    server.change("connector.py", '"primary_key": "id"', '"primary_key": ["id"]');
    assert.deepEqual(await server.pull("connector.py"), []);
    server.change("connector.py", '["id"]', '"id"');
    assert.deepEqual(await server.pull("connector.py"), [keyAsText]);
    server.change("connector.py", good);
    assert.deepEqual(await server.pull("connector.py"), []);
    server.change("connector.py", connector);
    server.close("connector.py");
    assert.deepEqual(await server.pull("connector.py"), [keyAsText], "as it is on the disk");
  });

  it("sends no diagnostics twice", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", connector);
    const textDocument = { uri: uriOfFile(workspace.file("connector.py")) };
    const ask = (previousResultId?: string) =>
      server.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
        textDocument,
        previousResultId,
      });
    const first = await ask();
    assert.equal(first.kind, "full");
    const second = await ask(first.resultId);
    assert.deepEqual(second, { kind: "unchanged", resultId: first.resultId });
    server.change("connector.py", good);
    assert.equal((await ask(first.resultId)).kind, "full");
    server.change("connector.py", connector);
    assert.equal((await ask(first.resultId)).kind, "unchanged", "the same text, the same answer");
  });

  it("pushes diagnostics to clients that do not ask for them", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder, { capabilities: {} });
    assert.equal(server.capabilities.diagnosticProvider, undefined);
    const isAbout = (file: string) => (news: { uri: string }) =>
      news.uri === uriOfFile(workspace.file(file));
    const first = server.nextPublished(isAbout("connector.py"));
    server.open("connector.py", connector);
    assert.deepEqual(
      (await first).diagnostics.map(({ code }) => code),
      ["key-as-text"],
    );
    const second = server.nextPublished(isAbout("connector.py"));
    server.change("connector.py", good);
    assert.deepEqual((await second).diagnostics, []);
    const third = server.nextPublished(isAbout("configuration.json"));
    server.open("configuration.json", configuration);
    server.change("configuration.json", '"x"', "5");
    assert.deepEqual(
      (await third).diagnostics.map(({ code }) => code),
      ["configuration-value"],
    );
  });

  it("sees in connector.py what is typed in configuration.json", async () => {
    using workspace = makeWorkspace({ ...project, "connector.py": good });
    await using server = await startServer(workspace.folder);
    server.open("connector.py", good);
    assert.deepEqual(await server.pull("connector.py"), []);
    server.open("configuration.json", configuration);
    await server.pull("configuration.json");
    const before = server.refreshes();
    server.change("configuration.json", "api_key", "api_kex");
    assert.deepEqual(await server.pull("connector.py"), ["11:configuration-key-missing"]);
    assert.ok((await server.pull("configuration.json")).includes("1:configuration-key-unused"));
    // The editor asks by itself about what is typed in; of the other file it is told, some time later.
    while (server.refreshes() === before) await server.pull("connector.py");
    server.close("configuration.json");
    assert.deepEqual(await server.pull("connector.py"), [], "as it is on the disk");
  });

  it("does no work on other Python files", async () => {
    using workspace = makeWorkspace({
      ...project,
      "other/tool.py": connector,
      "unused.py": connector,
    });
    await using server = await startServer(workspace.file("other"), {
      folders: [workspace.file("other")],
    });
    server.open("tool.py", connector);
    assert.deepEqual(await server.pull("tool.py"), []);
    await using inProject = await startServer(workspace.folder);
    inProject.open("unused.py", connector);
    assert.deepEqual(await inProject.pull("unused.py"), []);
  });

  it("reads the modules that a connector imports, also when they come later", async () => {
    const importing = good
      .replace("\n\n\ndef schema", "\nfrom source.rows import rows\n\n\ndef schema")
      .replace('data={"id": 1}', "data=rows()");
    using workspace = makeWorkspace({ ...project, "connector.py": importing });
    await using server = await startServer(workspace.folder);
    server.open("connector.py", importing);
    assert.deepEqual(await server.pull("connector.py"), ["4:requirement-missing"]);
    workspace.write({ "source/rows.py": 'def rows():\n    return {"name": "x"}\n' });
    server.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOfFile(workspace.file("source")), type: 1 }],
    });
    const both = [...(await server.pull("connector.py")), ...(await server.pull("source/rows.py"))];
    assert.deepEqual(
      both.map((each) => each.replace(/^\d+:/, "")),
      ["missing-key-column"],
    );
  });

  it("follows files and folders that are renamed and deleted", async () => {
    using workspace = makeWorkspace({ "shop/connector.py": connector });
    await using server = await startServer(workspace.folder);
    server.open("shop/connector.py", connector);
    assert.ok((await server.pull("shop/connector.py")).includes(keyAsText));
    server.close("shop/connector.py");
    renameSync(workspace.file("shop"), workspace.file("store"));
    server.notify("workspace/didRenameFiles", {
      files: [
        { oldUri: uriOfFile(workspace.file("shop")), newUri: uriOfFile(workspace.file("store")) },
      ],
    });
    assert.deepEqual(await server.pull("shop/connector.py"), []);
    assert.ok((await server.pull("store/connector.py")).includes(keyAsText));
    rmSync(workspace.file("store"), { recursive: true });
    server.notify("workspace/didDeleteFiles", {
      files: [{ uri: uriOfFile(workspace.file("store")) }],
    });
    assert.deepEqual(await server.pull("store/connector.py"), []);
  });

  it("answers for several folders, which come and go", async () => {
    using workspace = makeWorkspace({
      "a/connector.py": connector,
      "b/connector.py": connector,
    });
    const [a, b] = ["a", "b"].map((name) => ({
      uri: uriOfFile(workspace.file(name)),
      name,
    }));
    await using server = await startServer(workspace.folder, { folders: [workspace.file("a")] });
    const all = async () => {
      const { items } = await server.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
        previousResultIds: [],
      });
      return items.map(({ uri }) => uri.slice(uriOfFile(workspace.folder).length)).sort();
    };
    assert.deepEqual(await all(), ["/a/connector.py"]);
    server.notify("workspace/didChangeWorkspaceFolders", { event: { added: [b], removed: [] } });
    assert.deepEqual(await all(), ["/a/connector.py", "/b/connector.py"]);
    server.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [a] } });
    assert.deepEqual(await all(), ["/b/connector.py"]);
  });

  it("holds a question about the whole workspace until there is news", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    const ask = (previousResultIds: readonly { uri: string; value: string }[]) =>
      server.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds });
    const { items } = await ask([]);
    const previous = items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
    assert.equal(previous.length, 1);
    const news = ask(previous);
    server.open("connector.py", good);
    assert.deepEqual(
      (await news).items.map(({ kind, uri }) => [kind, uri.endsWith("connector.py")]),
      [["full", true]],
    );
    assert.deepEqual(
      (await news).items.flatMap((item) => ("items" in item ? item.items : [])),
      [],
    );
  });

  it("asks the client to ask again when something changed on the disk", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", good);
    await server.pull("connector.py");
    const before = server.refreshes();
    workspace.write({ "configuration.json": "{}" });
    server.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOfFile(workspace.file("configuration.json")), type: 2 }],
    });
    assert.deepEqual(await server.pull("connector.py"), ["11:configuration-key-missing"]);
    assert.ok(server.refreshes() > before);
  });

  it("fixes what it found, and only what was asked for", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder, { options: { hasCommands: true } });
    server.open("connector.py", connector);
    const at = server.position("connector.py", '"id"}]');
    const actions = await server.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: uriOfFile(workspace.file("connector.py")) },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    const [fix] = actions;
    assert.equal(fix?.isPreferred, true);
    assert.equal(fix.kind, "quickfix");
    assert.equal(fix.diagnostics?.[0]?.code, "key-as-text");
    assert.deepEqual(
      actions.filter(({ command }) => command).map(({ command }) => command?.arguments?.slice(1)),
      [["key-as-text"]],
    );
    assert.ok(fix.edit);
    server.apply(fix.edit);
    assert.equal(server.textOf("connector.py"), good);
    assert.deepEqual(await server.pull("connector.py"), []);
  });

  it("turns a code off in a line by a comment", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder);
    server.open("connector.py", connector);
    const at = server.position("connector.py", '"id"}]');
    const actions = await server.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: uriOfFile(workspace.file("connector.py")) },
      range: { start: at, end: at },
      context: { diagnostics: [], only: ["quickfix"] },
    });
    const ignoring = actions.find(({ title }) => title === "Ignore key-as-text in this line");
    assert.ok(ignoring?.edit);
    server.apply(ignoring.edit);
    assert.deepEqual(await server.pull("connector.py"), []);
  });

  it("fixes a whole file when it is saved", async () => {
    const shouting = good
      .replace("log.info(", "log.fine(")
      .replace("    op.checkpoint", "    log.severe(1)\n    op.checkpoint");
    using workspace = makeWorkspace({ ...project, "connector.py": shouting });
    await using server = await startServer(workspace.folder);
    server.open("connector.py", shouting);
    const [action] = await server.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: uriOfFile(workspace.file("connector.py")) },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    assert.equal(action?.kind, "source.fixAll.connectorWorkbench");
    assert.ok(action.edit);
    server.apply(action.edit);
    assert.doesNotMatch(server.textOf("connector.py"), /log\.(fine|severe)/);
  });

  it("obeys the settings, and changes of them", async () => {
    using workspace = makeWorkspace(project);
    let settings: object = { findings: { ignore: ["key-as-text"] } };
    await using server = await startServer(workspace.folder, { settings: () => settings });
    server.open("connector.py", connector);
    assert.deepEqual(await server.pull("connector.py"), []);
    settings = {};
    server.notify("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await server.pull("connector.py"), [keyAsText]);
  });

  it("takes settings from clients that cannot be asked", async () => {
    using workspace = makeWorkspace(project);
    await using server = await startServer(workspace.folder, {
      capabilities: pulling.textDocument ? { textDocument: pulling.textDocument } : {},
    });
    server.open("connector.py", connector);
    assert.deepEqual(await server.pull("connector.py"), [keyAsText]);
    server.notify("workspace/didChangeConfiguration", {
      settings: { connectorWorkbench: { findings: { ignore: ["key-as-text"] } } },
    });
    assert.deepEqual(await server.pull("connector.py"), []);
  });

  it("leaves syntax errors to those that know Python, unless nobody does", async () => {
    const broken = good.replace("def schema(", "def schema((");
    using workspace = makeWorkspace({ ...project, "connector.py": broken });
    await using server = await startServer(workspace.folder);
    server.open("connector.py", broken);
    assert.ok(!(await server.pull("connector.py")).join().includes("syntax-error"));
    server.notify("connectorWorkbench/options", { showsSyntaxErrors: true });
    assert.match((await server.pull("connector.py")).join(), /6:syntax-error/);
  });

  it("goes by the SDK of the project's environment", async () => {
    const uploading = good.replace(
      "    op.checkpoint",
      '    op.truncate(table="orders")\n    op.checkpoint',
    );
    const version = (number: string) =>
      `.venv/lib/python3.12/site-packages/fivetran_connector_sdk-${number}.dist-info`;
    using workspace = makeWorkspace({
      ...project,
      "connector.py": uploading,
      ".venv/pyvenv.cfg": "",
      [`${version("2.4.0")}/METADATA`]: "",
    });
    await using server = await startServer(workspace.folder);
    server.open("connector.py", uploading);
    assert.match((await server.pull("connector.py")).join(), /13:needs-newer-sdk/);
    renameSync(workspace.file(version("2.4.0")), workspace.file(version("3.0.0")));
    server.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOfFile(workspace.file(version("3.0.0"))), type: 1 }],
    });
    assert.doesNotMatch((await server.pull("connector.py")).join(), /needs-newer-sdk/);
    mkdirSync(workspace.file(`${version("2.4.0")}/other`), { recursive: true });
    server.notify("connectorWorkbench/project", {
      uri: uriOfFile(workspace.folder),
      environment: uriOfFile(workspace.file("nowhere")),
    });
    assert.doesNotMatch((await server.pull("connector.py")).join(), /needs-newer-sdk/);
  });
});
