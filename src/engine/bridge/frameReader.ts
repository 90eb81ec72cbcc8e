/** Cuts a byte stream into frames (see `shared/protocol/frames.ts`) and writes them. */
import { frameKinds, maxFrameBytes, type FrameKind } from "../../shared/protocol/frames.ts";

export const headerBytes = 5;

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

/** What arrived is not the protocol; the message says what it was. */
export class ProtocolError extends Error {}

const kindNames = new Map<number, FrameKind>(
  (Object.keys(frameKinds) as FrameKind[]).map((kind) => [frameKinds[kind], kind]),
);

/** Collects chunks until frames are whole. Payloads are views into what was pushed. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #needed = headerBytes;
  #largest: number;

  constructor(largest = maxFrameBytes) {
    this.#largest = largest;
  }

  /** Bytes that belong to a frame whose end has not arrived. */
  get pendingBytes(): number {
    return this.#size;
  }

  /** From now on frames may be this large. */
  allow(largest: number): void {
    this.#largest = largest;
  }

  /** Yields the frames that `chunk` completes. Throws `ProtocolError` for an unknown kind or an oversized frame. */
  *push(chunk: Buffer): Generator<Frame, void> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= this.#needed) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
      if (!bytes) return;
      const { kind, length } = readHeader(bytes, this.#largest);
      const end = headerBytes + length;
      if (bytes.length < end) {
        this.#chunks = [bytes];
        this.#needed = end;
        return;
      }
      this.#chunks = bytes.length === end ? [] : [bytes.subarray(end)];
      this.#size = bytes.length - end;
      this.#needed = headerBytes;
      yield { kind, payload: bytes.subarray(headerBytes, end) };
    }
  }
}

/** The kind and payload length that a header announces. Throws `ProtocolError` for a kind or a size there is not. */
export function readHeader(bytes: Buffer, largest: number): { kind: FrameKind; length: number } {
  const length = bytes.readUInt32LE(0);
  const code = bytes.readUInt8(4);
  const kind = kindNames.get(code);
  if (kind === undefined) {
    throw new ProtocolError(`a frame of unknown kind ${String(code)} arrived`);
  }
  if (length > largest) {
    throw new ProtocolError(
      `a ${kind} frame of ${String(length)} bytes arrived; at most ${String(largest)} are allowed`,
    );
  }
  return { kind, length };
}

/** The header of a frame; the payload follows it. */
export function frameHeader(kind: FrameKind, length: number): Buffer {
  const header = Buffer.allocUnsafe(headerBytes);
  header.writeUInt32LE(length, 0);
  header.writeUInt8(frameKinds[kind], 4);
  return header;
}

export function jsonFrame(kind: FrameKind, value: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(value));
  return Buffer.concat([frameHeader(kind, payload.length), payload]);
}
