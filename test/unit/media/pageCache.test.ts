import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PageCache } from "../../../media/tables/pageCache.ts";
import type { TablePage } from "../../../src/shared/protocol/destination.ts";

const blockRows = 10;

/** A table of `rows` rows whose only value is the version of the destination it was read from. */
function table(rows: number) {
  const asked: number[] = [];
  const answers: (() => Promise<void>)[] = [];
  const source = { version: 1, fails: false };
  const problems: unknown[] = [];
  const cache = new PageCache({
    blockRows,
    load(start, count) {
      asked.push(start);
      return new Promise<TablePage>((resolve, reject) => {
        answers.push(async () => {
          const length = Math.max(0, Math.min(count, rows - start));
          const rowNumbers = Array.from({ length }, (_, index) => start + index + 1);
          if (source.fails) {
            reject(new Error("gone"));
          } else {
            resolve({
              columns: [{ name: "version", type: "INT", primaryKey: false, system: false }],
              rowNumbers,
              cells: [rowNumbers.map(() => source.version)],
              totalRows: rows,
            });
          }
          await new Promise(setImmediate);
        });
      });
    },
    onLoaded: () => undefined,
    onError: (error) => problems.push(error),
  });
  const answer = async () => {
    for (const each of answers.splice(0)) {
      await each();
    }
  };
  return { cache, source, asked, answer, problems };
}

describe("the page cache", () => {
  it("has a row once its block has come", async () => {
    const { cache, answer } = table(25);
    cache.request(0, 5);
    assert.equal(cache.row(0), undefined);
    await answer();
    assert.deepEqual(cache.row(3), { number: 4, cells: [1] });
    assert.equal(cache.row(12), undefined);
  });

  it("has none beyond the end", async () => {
    const { cache, answer } = table(25);
    cache.request(20, 30);
    await answer();
    assert.equal(cache.row(24)?.number, 25);
    assert.equal(cache.row(25), undefined);
  });

  it("asks for a block once, and for two at a time", async () => {
    const { cache, asked, answer } = table(100);
    cache.request(0, 100);
    cache.request(0, 100);
    assert.deepEqual(asked, [0, 10]);
    await answer();
    cache.request(15, 35);
    assert.deepEqual(asked, [0, 10, 20, 30]);
  });

  it("shows what it has until the new rows come", async () => {
    const { cache, source, answer } = table(10);
    cache.request(0, 10);
    await answer();
    source.version = 2;
    cache.invalidate();
    cache.request(0, 10);
    assert.deepEqual(cache.row(0)?.cells, [1]);
    await answer();
    assert.deepEqual(cache.row(0)?.cells, [2]);
  });

  it("asks again for what changed while it was on its way", async () => {
    const { cache, asked, answer } = table(10);
    cache.request(0, 10);
    cache.invalidate();
    await answer();
    cache.request(0, 10);
    assert.deepEqual(asked, [0, 0]);
  });

  it("tells of a failure and can be asked again", async () => {
    const { cache, source, asked, answer, problems } = table(10);
    source.fails = true;
    cache.request(0, 10);
    await answer();
    assert.equal(problems.length, 1);
    cache.request(0, 10);
    assert.equal(asked.length, 2);
  });
});
