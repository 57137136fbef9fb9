/** Rows and bytes that have gone by. */
export type Counted = { rows: number; bytes: number };

/** Passes rows on as COPY writes them, and tells how many there were: each ends with a line, and has no other. */
export async function* countRows(
  rows: AsyncIterable<Uint8Array>,
  progress: (counted: Counted) => void,
): AsyncGenerator<Uint8Array> {
  const counted = { rows: 0, bytes: 0 };
  for await (const chunk of rows) {
    yield chunk;
    counted.bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) counted.rows++;
    progress(counted);
  }
}

/** For people: `12,000 rows, 3.1 MB`. */
export function describeCounted({ rows, bytes }: Counted): string {
  return `${rows.toLocaleString('en')} rows, ${(bytes / 1_048_576).toFixed(1)} MB`;
}
