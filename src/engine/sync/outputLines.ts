/** A stream of text as lines: complete ones as they come, the rest when the stream ends. */
import type { Readable } from "node:stream";

/** A longer line is handed over in pieces, so that output without line ends cannot fill the memory. */
const longestLine = 64 * 1024;

export function splitLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      onLine(line);
    }
    while (rest.length > longestLine) {
      onLine(rest.slice(0, longestLine));
      rest = rest.slice(longestLine);
    }
  });
  stream.on("end", () => {
    if (rest !== "") {
      onLine(rest);
    }
  });
}
