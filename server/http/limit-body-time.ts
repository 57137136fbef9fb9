import type { IncomingMessage } from 'node:http';

/** Closes the connection of a request whose body has not arrived within `timeout` milliseconds. */
export function limitBodyTime(request: IncomingMessage, timeout: number): void {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && (length === undefined || length === '0')) return;
  const timer = setTimeout(() => request.complete || request.destroy(), timeout);
  request.once('close', () => clearTimeout(timer));
}
