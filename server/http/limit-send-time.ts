import type { ServerResponse } from 'node:http';

/**
 * Closes the connection of a response that has not been taken in `timeout` milliseconds after its request came: a
 * client that reads a byte a second would keep it in memory for days.
 */
export function limitSendTime(response: ServerResponse, timeout: number): void {
  const timer = setTimeout(() => response.destroy(), timeout);
  response.once('close', () => clearTimeout(timer));
}
