/** Log lines as the terminal shows them. */
import type { LogLine } from "../shared/model/sync.ts";
import type { Style } from "./output.ts";

/** `12:03:04.567 WARNING  connector  message`, with later lines of the message below its first. */
export function formatLogLine({ level, origin, message, time }: LogLine, style: Style): string {
  const head = `${clock(time)} ${level.padEnd(8)} ${origin.padEnd(9)}  `;
  const text = safe(message)
    .trimEnd()
    .split("\n")
    .join(`\n${" ".repeat(head.length)}`);
  const colour = colours[level];
  return colour === undefined ? `${head}${text}` : style[colour](`${head}${text}`);
}

const colours: Readonly<Record<LogLine["level"], keyof Style | undefined>> = {
  DEBUG: "dim",
  FINE: "dim",
  INFO: undefined,
  WARNING: "yellow",
  ERROR: "red",
  SEVERE: "red",
  CRITICAL: "red",
};

function clock(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  const milliseconds = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** A connector's output must not move the cursor or change the window's title. */
function safe(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");
}
