import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CrawlLine, isOfAddress, readCrawlLine } from '#newsroom/transfer/site/crawl-line';
import { wasAsked } from '#newsroom/transfer/site/page-reasons';
import { linesOf } from '#newsroom/transfer/source/lines-of';

/** What a file of a crawl says so far. */
type SoFar = {
  isListed: boolean;
  listed: { address: string; publishedAt?: string }[];
  /** Addresses that need no fetching any more. */
  done: Set<string>;
  /** Addresses that failed, and may be there by now. */
  failed: Set<string>;
  /** How many pages have been asked for. */
  asked: number;
  /** When it had all that it was to have. */
  finishedAt?: Date;
  front?: CrawlLine & { kind: 'front' };
};

/** The file that a crawl is written to, line by line. */
export type CrawlFile = SoFar & {
  write(...lines: CrawlLine[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the file of a crawl, with what it has so far. One whose list of addresses is not complete begins anew; what a
 * process that was killed has written of a line is cut off. Throws what the file system throws.
 */
export async function openCrawlFile(path: string, { address }: { address: string }): Promise<CrawlFile> {
  await mkdir(dirname(path), { recursive: true });
  let soFar = await readSoFar(path);
  const file = await open(path, soFar.isListed ? 'r+' : 'w');
  let end = soFar.isListed ? soFar.end : 0;
  await file.truncate(end);
  const write = async (...lines: CrawlLine[]) => {
    const bytes = Buffer.from(lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await writeAll(file, bytes, end);
    end += bytes.length;
  };
  if (!soFar.isListed) {
    soFar = nothingYet();
    await write({ kind: 'crawl', version: 1, address, startedAt: new Date().toISOString() });
  }
  return { ...soFar, write, close: () => file.close() };
}

async function writeAll(file: FileHandle, bytes: Buffer, end: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, end + at);
    at += bytesWritten;
  }
}

function nothingYet(): SoFar & { end: number } {
  return { isListed: false, listed: [], done: new Set(), failed: new Set(), asked: 0, end: 0 };
}

async function readSoFar(path: string): Promise<SoFar & { end: number }> {
  const soFar = nothingYet();
  for await (const { line, end } of crawlLines(path)) {
    soFar.end = end;
    if (line.kind === 'front') soFar.front = line;
    else if (line.kind === 'all-listed') soFar.isListed = true;
    else if (line.kind === 'finished') soFar.finishedAt = new Date(line.at);
    else if (line.kind === 'listed')
      soFar.listed.push({ address: line.address, ...(line.publishedAt && { publishedAt: line.publishedAt }) });
    else if (isOfAddress(line)) {
      const isFailed = line.kind === 'left' && line.why === 'page-failed';
      (isFailed ? soFar.failed : soFar.done).add(line.address);
      if (!isFailed && (line.kind !== 'left' || wasAsked(line.why))) soFar.asked++;
    }
  }
  return soFar;
}

/** The whole lines of a file, each with where it ends; none of a file that is not there. */
async function* crawlLines(path: string): AsyncGenerator<{ line: CrawlLine; end: number }> {
  let end = 0;
  const stream = createReadStream(path, 'utf8');
  try {
    for await (const { line: written, isWhole } of linesOf(stream as AsyncIterable<string>)) {
      const line = isWhole ? readCrawlLine(written) : undefined;
      // What a process that was killed has written in part is the last line.
      if (!line) return;
      end += Buffer.byteLength(written) + 1;
      yield { line, end };
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  } finally {
    stream.destroy();
  }
}

/** Whether a file is that of a crawl, whole or not. */
export async function isCrawlFile(path: string): Promise<boolean> {
  for await (const { line } of crawlLines(path)) return line.kind === 'crawl';
  return false;
}

/** Whether a crawl has the list of all its pages, however many of them it has. */
export async function isListed(path: string): Promise<boolean> {
  for await (const { line } of crawlLines(path)) if (line.kind === 'all-listed') return true;
  return false;
}

/** When a crawl had all that it was to have; undefined for one that has not, and where there is no file. */
export async function crawlFinishedAt(path: string): Promise<Date | undefined> {
  return (await readSoFar(path)).finishedAt;
}
