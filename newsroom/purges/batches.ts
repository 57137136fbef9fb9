/** Keys in batches of at most so many, and of so many bytes where they are written with a space between. */
export function batchesOf(keys: readonly string[], { count, bytes }: { count: number; bytes: number }): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let length = 0;
  for (const key of keys) {
    const added = Buffer.byteLength(key) + 1;
    if (batch.length > 0 && (batch.length === count || length + added > bytes)) {
      batches.push(batch);
      [batch, length] = [[], 0];
    }
    batch.push(key);
    length += added;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
