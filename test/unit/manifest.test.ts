import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { codes } from "../../server/rules/codes.ts";
import { findingTitles, isFindingCode } from "../../src/shared/model/findings.ts";

const repository = path.join(import.meta.dirname, "..", "..");
const text = readFileSync(path.join(repository, "package.json"), "utf8");
const manifest = JSON.parse(text) as Manifest;
const strings = JSON.parse(
  readFileSync(path.join(repository, "package.nls.json"), "utf8"),
) as Record<string, string>;

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly title: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string }[]>
    >;
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string }[]>
    >;
    readonly viewsWelcome: readonly { readonly view: string; readonly when?: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
  };
}

const { commands, menus, views, viewsWelcome, configuration } = manifest.contributes;
const commandIds = commands.map(({ command }) => command);

describe("the manifest", () => {
  it("has a text for each key and a key for each text", () => {
    const used = [...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it("puts every command into one category", () => {
    assert.deepEqual([...new Set(commands.map(({ category }) => category))], ["Connector"]);
  });

  it("begins every command and setting in the same way", () => {
    for (const id of commandIds) {
      assert.match(id, /^connectorWorkbench\.[a-z][A-Za-z]+$/);
    }
    for (const name of Object.keys(configuration.properties)) {
      assert.match(name, /^connectorWorkbench(\.[a-z][A-Za-z]+){1,2}$/);
    }
  });

  it("gives every setting a type, a default, a scope and a description", () => {
    for (const [name, setting] of Object.entries(configuration.properties)) {
      for (const field of ["type", "default", "scope", "markdownDescription"]) {
        assert.ok(field in setting, `${name} has no ${field}`);
      }
    }
  });

  it("lets every code be turned off, findings first, under the title it has", () => {
    const own = Object.entries(codes).filter(([code]) => !isFindingCode(code));
    const titles = {
      ...findingTitles,
      ...Object.fromEntries(own.map(([code, { title }]) => [code, title])),
    };
    const { items } = configuration.properties["connectorWorkbench.findings.ignore"] as {
      readonly items: {
        readonly enum: readonly string[];
        readonly enumDescriptions: readonly string[];
      };
    };
    assert.deepEqual(items.enum, Object.keys(titles));
    assert.deepEqual(
      items.enumDescriptions.map((key) => strings[key.replaceAll("%", "")]),
      Object.values(titles),
    );
  });

  it("has a line for every finding in the README", () => {
    const readme = readFileSync(path.join(repository, "README.md"), "utf8");
    const section = /\n## Findings\n([^]*?)\n## /.exec(readme)?.[1] ?? "";
    const codes = [...section.matchAll(/^\| `([a-z-]+)` \| (.+?) \|/gm)];
    assert.deepEqual(
      codes.map(([, code, title]) => [code, title]),
      Object.entries(findingTitles),
    );
  });

  it("names only commands that exist in menus and welcome texts", () => {
    const named = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    const linked = [...JSON.stringify(strings).matchAll(/command:(connectorWorkbench\.\w+)/g)];
    for (const command of [...named, ...linked.map(([, command]) => command)]) {
      assert.ok(commandIds.includes(command ?? ""), command);
    }
  });

  it("uses only context keys that are set", () => {
    const source = readFileSync(
      path.join(repository, "src", "host", "platform", "contextKeys.ts"),
      "utf8",
    );
    const known = [...source.matchAll(/^ {2}readonly (\w+):/gm)].map(([, key]) => key);
    const conditions = [...Object.values(menus).flat(), ...viewsWelcome].map(({ when = "" }) =>
      when.replaceAll(/view == connectorWorkbench\.\w+/g, ""),
    );
    const used = conditions.flatMap((when) => [...when.matchAll(/connectorWorkbench\.(\w+)/g)]);
    for (const [, key] of used) {
      assert.ok(known.includes(key), key);
    }
  });

  it("is activated for a reason only", () => {
    for (const event of manifest.activationEvents) {
      assert.doesNotMatch(event, /^(\*|onStartupFinished|workspaceContains:\*\*)/);
    }
  });

  it("has the icons it names", () => {
    for (const { icon } of Object.values(views).flat()) {
      assert.ok(existsSync(path.join(repository, icon)), icon);
    }
  });
});
