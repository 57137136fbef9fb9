/** Whether an error, or what it was caused by, says that there is no space left to write to. */
export function isDiskFull(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(code)) || (cause !== undefined && isDiskFull(cause));
}
