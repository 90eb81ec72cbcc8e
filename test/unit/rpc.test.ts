import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UserError } from "../../src/shared/base/userError.ts";
import { connect, type Wire } from "../../src/shared/rpc/rpc.ts";

interface Calculator {
  add(left: number, right: number): number;
  fail(): void;
  refuse(): void;
  never(): void;
}

const calculator = {
  add: (left: number, right: number) => left + right,
  fail: () => {
    throw new Error("broken");
  },
  refuse: () => {
    throw new UserError("calculator.refused", "No.", { action: "Ask later." });
  },
  never: () => new Promise(() => undefined),
};

/** Two ends that pass on what a structured clone leaves of a message. */
function pair(): [Wire, Wire] {
  const listeners: ((message: unknown) => void)[] = [() => undefined, () => undefined];
  const end = (own: number): Wire => ({
    send: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => listeners[1 - own]?.(copy));
    },
    receive: (listener) => {
      listeners[own] = listener;
    },
  });
  return [end(0), end(1)];
}

function connected() {
  const [here, there] = pair();
  connect<object>(there, calculator);
  return connect<Calculator>(here, {});
}

describe("a call", () => {
  it("gives the other side's result", async () => {
    assert.equal(await connected().remote.add(2, 3), 5);
  });

  it("fails with the other side's error", async () => {
    await assert.rejects(connected().remote.fail(), /^Error: broken$/);
  });

  it("keeps the code and the action of a user error", async () => {
    await assert.rejects(connected().remote.refuse(), (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual(
        [error.code, error.message, error.action],
        ["calculator.refused", "No.", "Ask later."],
      );
      return true;
    });
  });

  it("of a method there is not fails, inherited ones included", async () => {
    const { remote } = connected();
    const call = async (method: string): Promise<unknown> =>
      Reflect.apply(Reflect.get(remote, method) as () => Promise<unknown>, remote, []);
    await assert.rejects(call("nothing"), /no method nothing/);
    await assert.rejects(call("toString"), /no method toString/);
  });

  it("settles when the connection closes, and later ones fail", async () => {
    const connection = connected();
    const call = connection.remote.never();
    connection.close(new Error("the worker is gone"));
    await assert.rejects(call, /the worker is gone/);
    await assert.rejects(connection.remote.add(1, 1), /the worker is gone/);
  });
});
