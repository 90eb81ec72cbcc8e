/** The outline of a connector: its tables with their columns, what update() writes and where it checkpoints, the form's fields. */
import type { OperationFact, ProjectFacts, TableFact } from "../model/facts.ts";
import type { FunctionDefinition, Span } from "../python/ast.ts";
import type { Analysis } from "../service/analysis.ts";
import { textsOf } from "./cursor/rowTables.ts";
import type { DocumentSymbol, WorkspaceSymbol } from "./feature.ts";
import { declaredType } from "./known/columns.ts";

export function documentSymbols({ facts }: Analysis, file: string): readonly DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  const tables = facts.schema.tables.flatMap((table) => tableSymbol(table, file) ?? []);
  const fields = (facts.form?.fields ?? []).flatMap((field): readonly DocumentSymbol[] => {
    const { from, to } = field.call;
    if (field.file !== file || field.name === undefined) return [];
    const selection = placeIn(file, field.namePlace) ?? { from, to };
    return [{ from, to, name: field.name, detail: field.kind, kind: "field", selection }];
  });
  const operations = facts.operations.flatMap((operation) =>
    operation.file === file ? [operationSymbol(operation)] : [],
  );
  const parts = [
    [facts.schema.function, tables],
    [facts.form?.function, fields],
    ...functionsWith(facts, file).map((definition) => [{ file, definition }, operations] as const),
  ] as const;
  const shown = new Set<DocumentSymbol>();
  for (const [owner, children] of parts) {
    if (owner?.file !== file) continue;
    const inside = children.filter((child) => isWithin(child, owner.definition));
    for (const child of inside) shown.add(child);
    symbols.push(functionSymbol(owner.definition, inside));
  }
  for (const { namePlace, name = "Connector", call } of facts.connectors.filter(
    (one) => one.file === file,
  )) {
    const selection = placeIn(file, namePlace) ?? { from: call.from, to: call.to };
    const from = Math.min(selection.from, call.from);
    symbols.push({ from, to: call.to, name, detail: "Connector", kind: "object", selection });
  }
  const others = [...tables, ...fields, ...operations].filter((symbol) => !shown.has(symbol));
  return [...symbols, ...others].sort((a, b) => a.from - b.from);
}

export function workspaceSymbols({ facts }: Analysis): readonly WorkspaceSymbol[] {
  return facts.schema.tables.flatMap(({ name, namePlace, place }) => {
    const at = namePlace ?? place;
    return name === undefined || !at ? [] : [{ name, kind: "table", place: at }];
  });
}

/** update() and the functions that it is made of: those with operations in them. */
function functionsWith(facts: ProjectFacts, file: string): readonly FunctionDefinition[] {
  const update = facts.update?.file === file ? [facts.update.definition] : [];
  const others = facts.operations.flatMap((one) =>
    one.file === file && one.function ? [one.function.definition] : [],
  );
  const all = [...new Set([...update, ...others])];
  // Of functions in each other only the outer one, or what is in the inner one would be there twice.
  return all.filter((one) => !all.some((other) => other !== one && isWithin(one, other)));
}

function functionSymbol(
  { from, to, name }: FunctionDefinition,
  children: readonly DocumentSymbol[],
): DocumentSymbol {
  return { from, to, name: `${name.text}()`, kind: "function", selection: name, children };
}

function tableSymbol(table: TableFact, file: string): DocumentSymbol | undefined {
  const { name, schema, primaryKey, columns } = table;
  const place = placeIn(file, table.place) ?? placeIn(file, table.namePlace);
  if (name === undefined || !place) return undefined;
  const keys = (primaryKey ?? []).map((column) => column.name);
  const typed = columns ?? [];
  const children = [
    ...(primaryKey ?? [])
      .filter(({ name: key }) => !typed.some((column) => column.name === key))
      .map((key) => ({ ...key, type: undefined })),
    ...typed,
  ].flatMap((column): readonly DocumentSymbol[] => {
    const at = placeIn(file, column.place);
    if (!at) return [];
    const type = column.type && declaredType(column.type);
    const detail = [type, keys.includes(column.name) ? "primary key" : undefined];
    return [{ ...at, name: column.name, detail: listed(detail), kind: "column", selection: at }];
  });
  const selection = placeIn(file, table.namePlace);
  return {
    ...place,
    name,
    detail: schema === undefined ? undefined : `schema ${schema}`,
    kind: "table",
    selection: selection && isWithin(selection, place) ? selection : place,
    children,
  };
}

function operationSymbol({ name, call, arguments: given }: OperationFact): DocumentSymbol {
  const tables = textsOf(given.get("table")?.value);
  const { from, to } = call;
  return { from, to, name, detail: listed(tables), kind: "object", selection: { from, to } };
}

function placeIn(file: string, place: (Span & { readonly file: string }) | undefined) {
  return place?.file === file ? { from: place.from, to: place.to } : undefined;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

function listed(parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.filter((part) => part !== undefined).join(", ");
  return text === "" ? undefined : text;
}
