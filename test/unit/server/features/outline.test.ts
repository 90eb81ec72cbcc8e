import assert from "node:assert/strict";
import test from "node:test";
import type { DocumentSymbol } from "../../../../server/features/feature.ts";
import { folding } from "../../../../server/features/folding.ts";
import { documentLinks } from "../../../../server/features/links.ts";
import { documentSymbols, workspaceSymbols } from "../../../../server/features/symbols.ts";
import { lineOf, type Texts } from "../../../support/analysis.ts";
import { analysisOf } from "../../../support/markedProject.ts";

const source = `from fivetran_connector_sdk import Connector, Operations as op
import json

# What is
# declared.
def schema(configuration):
    return [
        {"table": "orders", "primary_key": ["id"], "columns": {"id": "INT", "total": {"type": "DECIMAL", "precision": 9, "scale": 2}}},
        {
            "table": "items",
            "primary_key": ["order", "line"],
        },
    ]

def update(configuration, state):
    for page in (1, 2):
        if page:
            op.upsert("orders", {"id": page})
        elif state:
            pass
        else:
            sync()
        op.checkpoint(state)

def sync():
    try:
        op.delete("items", {"order": 1, "line": 2})
    except KeyError:
        open("configuration.json")
    finally:
        open("./files/a.csv")

connector = Connector(update=update, schema=schema)
`;

function tree(symbols: readonly DocumentSymbol[], depth = 0): readonly string[] {
  return symbols.flatMap(({ name, detail, kind, children = [] }) => [
    `${"  ".repeat(depth)}${kind} ${name}${detail === undefined ? "" : ` (${detail})`}`,
    ...tree(children, depth + 1),
  ]);
}

test("the outline: tables with columns and types, operations, the connector", () => {
  assert.deepEqual(tree(documentSymbols(analysisOf(source), "connector.py")), [
    "function schema()",
    "  table orders",
    "    column id (INT, primary key)",
    "    column total (DECIMAL(9,2))",
    "  table items",
    "    column order (primary key)",
    "    column line (primary key)",
    "function update()",
    "  object upsert (orders)",
    "  object checkpoint",
    "function sync()",
    "  object delete (items)",
    "object connector (Connector)",
  ]);
});

test("selections are within their symbols", () => {
  const check = ({ from, to, selection, children = [] }: DocumentSymbol): void => {
    assert.ok(from <= selection.from && selection.to <= to);
    children.forEach(check);
  };
  documentSymbols(analysisOf(source), "connector.py").forEach(check);
});

test("a form's fields, and tables that another module declares", () => {
  const project = {
    "connector.py": `from fivetran_connector_sdk import Connector, ConfigurationForm, form_field
from tables import TABLES
def configuration_form():
    form = ConfigurationForm()
    form.add_field(form_field.TextField(name="api_key", label="Key"))
    return form
def schema(configuration):
    return TABLES
def update(configuration, state):
    pass
connector = Connector(update=update, schema=schema, configuration_form=configuration_form)
`,
    "tables.py": 'TABLES = [{"table": "a", "primary_key": ["id"]}]\n',
  };
  assert.deepEqual(tree(documentSymbols(analysisOf(project), "connector.py")), [
    "function configuration_form()",
    "  field api_key (TextField)",
    "function schema()",
    "function update()",
    "object connector (Connector)",
  ]);
  assert.deepEqual(tree(documentSymbols(analysisOf(project), "tables.py")), [
    "table a",
    "  column id (primary key)",
  ]);
  assert.deepEqual(
    workspaceSymbols(analysisOf(project)).map(({ name, kind, place }) => [name, kind, place.file]),
    [["a", "table", "tables.py"]],
  );
});

function folds(text: string): readonly string[] {
  return folding(analysisOf(text), "connector.py").map(({ from, to, kind }) =>
    [lineOf(text, from), lineOf(text, to), kind].filter(Boolean).join(" "),
  );
}

test("blocks, brackets, imports and comments fold", () => {
  const all = folds(source);
  for (const fold of [
    "1 2 imports",
    "4 5 comment",
    "6 13",
    "7 13",
    "9 12",
    "15 23",
    "16 23",
    "17 18",
    "19 20",
    "21 22",
    "25 31",
    "26 27",
    "28 29",
    "30 31",
  ])
    assert.ok(all.includes(fold), `${fold} is not in ${all.join(", ")}`);
  assert.ok(all.every((fold) => fold.split(" ")[0] !== fold.split(" ")[1]));
});

test("comments at the ends of lines, and single ones, do not fold", () => {
  assert.deepEqual(folds("x = 1  # a\ny = 2  # b\n\n# c\nz = 3\n# d\n\n# e\n"), []);
});

test("links to files of the project", () => {
  const texts: Texts = {
    "connector.py": source,
    "configuration.json": "{}",
    "files/a.csv": "",
  };
  assert.deepEqual(
    documentLinks(analysisOf(texts), "connector.py").map(({ from, to, target }) => [
      source.slice(from, to),
      target,
    ]),
    [
      ["configuration.json", { file: "configuration.json" }],
      ["./files/a.csv", { file: "files/a.csv" }],
    ],
  );
});
