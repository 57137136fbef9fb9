import type { IncomingMessage } from 'node:http';

/** Cuts a connection whose request says that a body comes but has not sent all of it in time, milliseconds. */
export function limitBodyTime(request: IncomingMessage, patience: number): void {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && (length === undefined || length === '0')) return;
  const timer = setTimeout(() => request.complete || request.destroy(), patience);
  request.once('close', () => clearTimeout(timer));
}
