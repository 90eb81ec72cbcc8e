/** Edits of displays and argument lists, written as whoever wrote them would have. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePython } from "../../../server/python/parse.ts";
import type { Expression } from "../../../server/python/ast.ts";
import type { FileEdit } from "../../../server/rules/rule.ts";
import {
  itemAdded,
  itemRemoved,
  quoted,
  type Container,
} from "../../../server/rules/sourceEdits.ts";
import { applyFix } from "../../support/analysis.ts";

const file = "connector.py";

function containerOf(text: string): Container {
  const statement = parsePython(text).body.at(-1);
  const value: Expression | undefined =
    statement?.kind === "ExpressionStatement" ? statement.value : undefined;
  assert.ok(value && isContainer(value));
  return value;
}

function isContainer(value: Expression): value is Container {
  return ["Dict", "List", "Tuple", "Set", "Call"].includes(value.kind);
}

function edited(text: string, edits: readonly FileEdit[]): string | undefined {
  return applyFix({ [file]: text }, { title: "", edits, isPreferred: true })[file];
}

function without(text: string, index: number): string | undefined {
  return edited(text, [itemRemoved({ file, text }, containerOf(text), index)]);
}

function withItem(text: string, item: string): string | undefined {
  return edited(text, itemAdded({ file, text }, containerOf(text), item));
}

test("an item of one line goes with the comma that is then too many", () => {
  assert.equal(without("[1, 2, 3]\n", 0), "[2, 3]\n");
  assert.equal(without("[1, 2, 3]\n", 1), "[1, 3]\n");
  assert.equal(without("[1, 2, 3]\n", 2), "[1, 2]\n");
  assert.equal(without("[1, 2, ]\n", 1), "[1, ]\n");
  assert.equal(without("[1]\n", 0), "[]\n");
  assert.equal(without("f(a=1, b=2)\n", 0), "f(b=2)\n");
  assert.equal(without('{"a": 1, "b": 2}\n', 1), '{"a": 1}\n');
});

test("a tuple of two stays a tuple", () => {
  assert.equal(without("(1, 2)\n", 1), "(1,)\n");
  assert.equal(without("(1, 2)\n", 0), "(2,)\n");
});

test("an item on lines of its own goes with them and their comment", () => {
  assert.equal(without("[\n    1,\n    2,  # two\n    3,\n]\n", 1), "[\n    1,\n    3,\n]\n");
  assert.equal(without("[\n    1,\n    2\n]\n", 1), "[\n    1,\n]\n");
  assert.equal(without("[\n    1,\n]\n", 0), "[\n]\n");
});

test("an item is added in the line of the last one, or on the next line", () => {
  assert.equal(withItem("[]\n", "1"), "[1]\n");
  assert.equal(withItem("[1]\n", "2"), "[1, 2]\n");
  assert.equal(withItem("[1,]\n", "2"), "[1, 2,]\n");
  assert.equal(withItem("f()\n", "2"), "f(2)\n");
  assert.equal(withItem("f(1)\n", "a=2"), "f(1, a=2)\n");
  assert.equal(withItem("[\n    1,\n]\n", "2"), "[\n    1,\n    2,\n]\n");
  assert.equal(withItem("[\n    1\n]\n", "2"), "[\n    1,\n    2\n]\n");
  assert.equal(withItem("[\n    1,  # one\n]\n", "2"), "[\n    1,  # one\n    2,\n]\n");
  assert.equal(withItem("[\n    1  # one\n]\n", "2"), "[\n    1,  # one\n    2\n]\n");
});

test("a text is quoted as its neighbour is", () => {
  assert.equal(quoted("id", "'x'"), "'id'");
  assert.equal(quoted("id", 'f"x"'), '"id"');
  assert.equal(quoted("it's", "'x'"), "'it\\'s'");
  assert.equal(quoted('a\\b"\n'), '"a\\\\b\\"\\n"');
});
