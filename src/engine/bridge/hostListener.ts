/**
 * Waits for one connector host on the loopback interface and reads its frames.
 * The handshake is checked here; a second connection, a wrong token or a wrong version never reaches the sync.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import {
  maxFrameBytes,
  maxHelloBytes,
  protocolVersion,
  type Hello,
} from "../../shared/protocol/frames.ts";
import { FrameReader, jsonFrame, ProtocolError, type Frame } from "./frameReader.ts";
import { readHello } from "./payloads.ts";

/** The receiver of one host's frames. */
export interface HostEvents {
  /** The handshake held. */
  connected(hello: Hello): void;
  frame(frame: Frame): void;
  /** Nothing more will come. `error` is set when what came was not the protocol. */
  closed(error: Error | undefined): void;
}

export interface HostListener {
  readonly port: number;
  readonly token: string;
  send(frame: Buffer): void;
  /** Tells the host that the run is over, and why. */
  abort(message: string): void;
  close(): void;
}

const handshakeMilliseconds = 10_000;

export async function listenForHost(events: HostEvents): Promise<HostListener> {
  const token = randomBytes(32).toString("hex");
  const sockets = new Set<Socket>();
  let host: Socket | undefined;
  let ended = false;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.setNoDelay(true);
    greet(socket);
  });

  /** Reads a newcomer's first frame; only one that presents the token becomes the host. */
  function greet(socket: Socket): void {
    const reader = new FrameReader(maxHelloBytes);
    const timer = setTimeout(() => socket.destroy(), handshakeMilliseconds);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      if (socket === host) end(reader.pendingBytes > 0 ? cutOff() : undefined);
    });
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) {
          if (ended) return;
          if (socket === host) events.frame(frame);
          else welcome(socket, reader, frame, timer);
        }
      } catch (error) {
        if (socket === host) end(error instanceof Error ? error : new Error(String(error)));
        refuse(socket, error instanceof Error ? error.message : String(error));
      }
    });
  }

  function welcome(socket: Socket, reader: FrameReader, frame: Frame, timer: NodeJS.Timeout): void {
    if (frame.kind !== "hello") throw new ProtocolError("the first frame is not hello");
    const hello = readHello(frame.payload);
    if (!sameToken(hello.token, token)) throw new ProtocolError("the token is wrong");
    if (host !== undefined) throw new ProtocolError("a connector host is connected already");
    if (hello.protocol !== protocolVersion) {
      throw new ProtocolError(
        `the connector host speaks version ${String(hello.protocol)} of the protocol, this is version ${String(protocolVersion)}`,
      );
    }
    clearTimeout(timer);
    host = socket;
    reader.allow(maxFrameBytes);
    server.close();
    events.connected(hello);
  }

  function end(error: Error | undefined): void {
    if (ended) return;
    ended = true;
    events.closed(error);
  }

  const port = await listen(server);
  return {
    port,
    token,
    send: (frame) => host?.write(frame),
    abort(message) {
      ended = true;
      if (host) refuse(host, message);
    },
    close() {
      ended = true;
      server.close();
      for (const socket of sockets) if (socket !== host) socket.destroy();
      host?.end();
    },
  };
}

function refuse(socket: Socket, message: string): void {
  socket.removeAllListeners("data");
  if (socket.writable) socket.end(jsonFrame("abort", { message }));
  socket.resume();
}

function cutOff(): ProtocolError {
  return new ProtocolError("the connection ended in the middle of a frame");
}

function sameToken(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port"));
      else resolve(address.port);
    });
  });
}
