const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Can't reach database server|57P0[123]|53300|DATABASE_URL is not set/;

/** Whether an error means that the database is unreachable at present, not that a query was wrong. */
export function isUnreachable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause && depth < 5; depth++) {
    const { code, message, cause: next } = cause as { code?: string; message?: string; cause?: unknown };
    if (/^(P1001|P1002|P1008|P1017|P2024)$/.test(code ?? '') || UNREACHABLE.test(`${code} ${message}`)) return true;
    cause = next;
  }
  return false;
}
