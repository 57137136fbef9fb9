import type { Socket } from 'node:net';
import { readSimpleRequest, type SimpleRequest } from '#server/http/simple-request';

/** A new connection may be silent for so long, milliseconds. */
const FIRST_REQUEST_MS = 20_000;
const NEVER = 0;
/** A reader that takes nothing of an answer for so long is cut off, milliseconds. */
const SLOW_READER_MS = 30_000;

export type PageConnectionsOptions = {
  /** The bytes of the whole answer to a request, if they lie ready. */
  answer(request: SimpleRequest): Buffer | undefined;
  /** Whether every connection is to be left to the HTTP server, which tells clients to use another one. */
  isDraining(): boolean;
  /** How long a connection may be silent between two requests, milliseconds. */
  keepAliveMs: number;
};

/**
 * Connections as long as nothing comes on them but requests for pages that lie ready: these are answered with one write,
 * at a third of the processor time that Node's HTTP server takes. With the first request of any other kind the connection
 * is the HTTP server's for good; it gets the bytes as if nobody had looked at them.
 */
export class PageConnections {
  readonly #options: PageConnectionsOptions;
  /** When each was used last, by performance.now(). */
  readonly #open = new Map<Socket, number>();

  constructor(options: PageConnectionsOptions) {
    this.#options = options;
  }

  /** Takes a new connection; `handOver` gives it to the HTTP server. */
  accept(socket: Socket, handOver: (socket: Socket) => void): void {
    const leave = () => {
      this.#open.delete(socket);
      socket.off('data', receive).off('error', destroy).off('timeout', destroy).off('end', end).off('close', closed);
      socket.setTimeout(0);
    };
    const receive = (bytes: Buffer) => {
      const request = this.#options.isDraining() ? undefined : readSimpleRequest(bytes);
      const answer = request && this.#options.answer(request);
      if (!answer) {
        leave();
        socket.pause();
        socket.unshift(bytes);
        handOver(socket);
        socket.resume();
        return;
      }
      if (this.#open.get(socket) === NEVER) socket.setTimeout(this.#options.keepAliveMs);
      this.#open.set(socket, performance.now());
      if (socket.write(answer)) return;
      // Requests wait until the reader has taken what there is.
      socket.pause();
      socket.setTimeout(SLOW_READER_MS);
      socket.once('drain', () => {
        socket.setTimeout(this.#options.keepAliveMs);
        socket.resume();
      });
    };
    const destroy = () => socket.destroy();
    const end = () => socket.end();
    const closed = () => this.#open.delete(socket);
    this.#open.set(socket, NEVER);
    socket.on('data', receive).on('error', destroy).on('timeout', destroy).on('end', end).on('close', closed);
    socket.setTimeout(FIRST_REQUEST_MS);
  }

  /** Closes those that have been silent for so long, milliseconds. */
  closeIdle(silence: number): void {
    for (const [socket, usedAt] of this.#open) if (performance.now() - usedAt >= silence) socket.destroy();
  }
}
