import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  frameHeader,
  FrameReader,
  jsonFrame,
  ProtocolError,
} from "../../../src/engine/bridge/frameReader.ts";

const stream = Buffer.concat([
  jsonFrame("log", { a: 1 }),
  jsonFrame("ack", {}),
  jsonFrame("log", { long: "x".repeat(500) }),
]);

function kinds(chunks: readonly Buffer[]): string[] {
  const reader = new FrameReader();
  return chunks.flatMap((chunk) =>
    [...reader.push(chunk)].map(({ kind, payload }) => `${kind} ${payload.toString()}`),
  );
}

describe("a frame reader", () => {
  it("finds the same frames however the bytes are cut", () => {
    const whole = kinds([stream]);
    assert.equal(whole.length, 3);
    for (let size = 1; size < 40; size++) {
      const chunks = [];
      for (let at = 0; at < stream.length; at += size) chunks.push(stream.subarray(at, at + size));
      assert.deepEqual(kinds(chunks), whole, `cut every ${String(size)} bytes`);
    }
  });

  it("knows whether it stands in the middle of a frame", () => {
    const reader = new FrameReader();
    assert.deepEqual([...reader.push(stream.subarray(0, 3))], []);
    assert.equal(reader.pendingBytes, 3);
  });

  it("refuses unknown kinds and oversized frames before their payload arrives", () => {
    assert.throws(() => [...new FrameReader().push(Buffer.from([0, 0, 0, 0, 255]))], ProtocolError);
    assert.throws(
      () => [...new FrameReader(10).push(frameHeader("log", 11))],
      /at most 10 are allowed/,
    );
    assert.deepEqual([...new FrameReader(10).push(frameHeader("log", 10))], []);
  });
});
