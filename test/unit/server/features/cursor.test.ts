import assert from "node:assert/strict";
import test from "node:test";
import { type Cursor, cursorAt } from "../../../../server/features/cursor/cursor.ts";

/** The cursor is at `$0`. */
function at(marked: string): Cursor {
  return cursorAt(marked.replace("$0", ""), marked.indexOf("$0"));
}

/** `head(` of every open bracket, innermost first, with the names of its items, the active one in `<>`. */
function shown({ brackets }: Cursor): string {
  return brackets
    .map(({ head, open, items, active }) => {
      const names = items.map(({ name = "" }, index) => (index === active ? `<${name}>` : name));
      return head + open + names.join(",");
    })
    .join(" ");
}

test("open brackets, their heads and items", () => {
  assert.equal(shown(at("x = 1 $0")), "");
  assert.equal(shown(at('op.upsert(table="a", da$0')), "op.upsert(table,<>");
  assert.equal(
    shown(at('op.upsert(table="a", data={"id": 1, $0})')),
    "{id,<> op.upsert(table,<data>",
  );
  assert.equal(shown(at('configuration["$0"]')), "configuration[<>");
  assert.equal(shown(at('Test().failure("$0")')), "Test().failure(<>");
  assert.equal(shown(at("def update($0)")), "(<>");
  assert.equal(shown(at("f(a, b) + g($0)")), "g(<>");
});

test("items after the cursor count, too", () => {
  assert.equal(
    shown(at('op.upsert(data={"id": 1, "$0", "name": 2}, table="a")\nx = {"other": 1}')),
    "{id,<>,name op.upsert(<data>,table",
  );
  assert.equal(shown(at('{"a$0": 1, "b": {"c": 2}, }')), "{<a>,b,");
});

test("comments are no part of an item", () => {
  assert.equal(shown(at('f({\n  # first, "x": 1\n  "a": 1,  # (\n  $0\n})')), "{a,<> f(<>");
  assert.ok(at("x = 1  # see $0").isNowhere);
  assert.ok(at("# $0\nx = 1").isNowhere);
  assert.ok(!at("# x\n$0").isNowhere);
});

test("what was left open ends before the next statement", () => {
  assert.equal(
    shown(at('def f():\n    op.upsert(table="a", data={"$0\n    op.checkpoint(state={"b": 1})\n')),
    "{<> op.upsert(table,<data>",
  );
  assert.equal(shown(at('x = [1, 2\ndef f():\n    op.upsert("$0")')), "op.upsert(<>");
  assert.equal(shown(at('x = {"a": 1\ny = 2\nop.upsert($0')), "op.upsert(<>");
  assert.equal(shown(at("x = [\n    (1, 2\n]\nf($0")), "f(<>");
  assert.equal(shown(at("f(a for a in b if c\n  if d, $0)")), "f(,<>");
});

test("strings, closed or not", () => {
  const closed = at('op.upsert(table="or$0ders", data=row)').string;
  assert.deepEqual([closed?.isClosed, closed?.from, closed?.to], [true, 17, 23]);
  const open = at('op.upsert(table="or$0d, data={"id": 1})');
  assert.deepEqual([open.string?.isClosed, open.string?.to], [false, 20]);
  assert.equal(shown(open), "op.upsert(<table>,data");
  assert.deepEqual(at('x["$0').string?.isClosed, false);
  assert.deepEqual(at('x["$0\ny = "a"').string?.isClosed, false);
  assert.equal(at('f"a {x} $0"').string?.prefix, "f");
  assert.equal(shown(at('h(f"a {g(x$0)}")')), "g(<>");
  assert.equal(at("f\"a {x['$0']}\"").string?.quote, "'");
  assert.equal(at('f"{{$0}}"').string?.quote, '"');
  assert.equal(at('"a"$0').string, undefined);
  assert.equal(at('$0"a"').string, undefined);
});

test("a stray triple quote takes one line, not the rest of the file", () => {
  assert.equal(
    shown(at('"""\nimport json\ndef f():\n    """Text"""\n    op.upsert($0')),
    "op.upsert(<>",
  );
  assert.equal(shown(at('"""Text (\n"""\nop.upsert($0')), "op.upsert(<>");
  assert.equal(at('"""Text $0').string?.quote, '"""');
});

test("words and what stands before them", () => {
  const { word, receiver, text } = at("x = op.up$0sert(");
  assert.deepEqual([text.slice(word.from, word.to), receiver], ["upsert", "op"]);
  assert.equal(at("op.$0").receiver, "op");
  assert.equal(at("Test().$0").receiver, "Test()");
  assert.equal(at("form_field.TextField.$0").receiver, "form_field.TextField");
  assert.equal(at("op$0").receiver, undefined);
});
