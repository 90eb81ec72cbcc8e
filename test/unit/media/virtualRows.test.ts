import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  canvasHeight,
  offsetOf,
  rowAtTop,
  scrollTopOf,
  scrollTopToShow,
  visibleRows,
} from "../../../media/common/virtualRows.ts";

const short = { rows: 1000, rowHeight: 20, height: 200 };
const long = { rows: 5_000_000, rowHeight: 20, height: 200 };

describe("the rows in view", () => {
  it("are those between the edges, and some around them", () => {
    assert.deepEqual(visibleRows(short, 0), { first: 0, end: 17 });
    assert.deepEqual(visibleRows(short, 2000), { first: 94, end: 117 });
    assert.deepEqual(visibleRows(short, 19_800), { first: 984, end: 1000 });
  });

  it("are all of a list that fits", () => {
    assert.deepEqual(visibleRows({ ...short, rows: 3 }, 0), { first: 0, end: 3 });
    assert.deepEqual(visibleRows({ ...short, rows: 0 }, 0), { first: 0, end: 0 });
  });

  it("are reached in lists higher than an element can be", () => {
    assert.equal(canvasHeight(long), 15_000_000);
    assert.equal(Math.round(rowAtTop(long, 15_000_000 - 200)), 4_999_990);
    assert.equal(visibleRows(long, 15_000_000 - 200).end, 5_000_000);
  });
});

describe("a scroll position", () => {
  for (const view of [short, long]) {
    it(`puts a row at the top edge, of ${view.rows}`, () => {
      for (const row of [0, 1, 500, view.rows - 10]) {
        assert.ok(Math.abs(rowAtTop(view, scrollTopOf(view, row)) - row) < 0.001);
      }
    });

    it(`draws that row at the edge, of ${view.rows}`, () => {
      const scrollTop = scrollTopOf(view, 700);
      assert.ok(Math.abs(offsetOf(view, scrollTop, 700) - scrollTop) < 0.1);
      assert.ok(Math.abs(offsetOf(view, scrollTop, 701) - scrollTop - view.rowHeight) < 0.1);
    });

    it(`shows a row wholly, moving no more than it must, of ${view.rows}`, () => {
      const scrollTop = scrollTopOf(view, 100);
      assert.equal(scrollTopToShow(view, scrollTop, 105), scrollTop);
      assert.ok(Math.abs(rowAtTop(view, scrollTopToShow(view, scrollTop, 90)) - 90) < 0.001);
      assert.ok(Math.abs(rowAtTop(view, scrollTopToShow(view, scrollTop, 110)) - 101) < 0.001);
    });
  }
});
