/** The two ways to the editor: standard input and output with a header before each message, and Node's own channel to a parent. */
import type { Readable, Writable } from "node:stream";
import type { Transport } from "./rpc.ts";

export function streamTransport(input: Readable, output: Writable): Transport {
  return {
    send(message) {
      const body = JSON.stringify(message);
      output.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    listen(receive, closed) {
      const read = messageReader(receive);
      input.on("data", read);
      input.once("end", closed);
      input.once("close", closed);
      // The end is told by the input; what cannot be written has no reader.
      output.on("error", () => undefined);
    },
  };
}

/** `process` of a program that was started with a channel. */
export function processTransport(own: NodeJS.Process): Transport {
  return {
    send(message) {
      if (own.connected) own.send?.(message);
    },
    listen(receive, closed) {
      own.on("message", receive);
      own.once("disconnect", closed);
    },
  };
}

/** Puts chunks together to messages. What is no message is passed over, up to the next header. */
function messageReader(receive: (message: unknown) => void): (chunk: Buffer) => void {
  const separator = "\r\n\r\n";
  let chunks: Buffer[] = [];
  let length = 0;
  /** How much has to be there before it is worth a look. */
  let needed = 0;
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    let rest = Buffer.concat(chunks);
    for (;;) {
      const header = rest.indexOf(separator);
      if (header < 0) {
        needed = 0;
        break;
      }
      const start = header + separator.length;
      const size = Number(/content-length: *(\d+)/i.exec(rest.toString("latin1", 0, header))?.[1]);
      if (Number.isNaN(size)) {
        rest = rest.subarray(start);
        continue;
      }
      needed = start + size;
      if (rest.length < needed) break;
      receive(parsed(rest.toString("utf8", start, needed)));
      rest = rest.subarray(needed);
    }
    chunks = [rest];
    length = rest.length;
  };
}

/** Undefined, which is no request, for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
