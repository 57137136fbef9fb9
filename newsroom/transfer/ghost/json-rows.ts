import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { ownedString } from '#newsroom/transfer/source/owned-string';
import type { SourceProblem } from '#newsroom/transfer/source/source-item';

/** A row of a table, with the columns that were asked for; `meta` is a table of one row. */
export type Row = { kind: 'row'; table: string; values: Record<string, Value> };
type Value = string | number | boolean | null;

/** What is around the tables: `{ db: [{ data: { posts: … } }] }`, `{ data: { data: … } }`, or nothing. */
const AROUND = new Set(['db', 'data']);
/** No export is as deep. */
const DEPTH_LIMIT = 256;
/** As much of a file may belong to one value before the file is given up, in letters. */
const VALUE_LIMIT = 32_000_000;

/**
 * Rows of a Ghost export’s tables, as a stream, of each table only the columns named. Nothing else of the file, which
 * holds passwords and keys, becomes a value of this program. What is read before a fault or the end stays.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  columns: Readonly<Record<string, readonly string[]>>,
): AsyncGenerator<Row | SourceProblem> {
  const reader = new RowReader(columns);
  for await (const chunk of text) {
    yield* reader.write(chunk);
    if (reader.hasGivenUp) return;
  }
  yield* reader.end();
}

type Level = { isArray: boolean; key: string; table: string | undefined };

class RowReader {
  hasGivenUp = false;
  private readonly columns: Readonly<Record<string, readonly string[]>>;
  private readonly parse = jsonParser({ streamValues: false });
  private readonly levels: Level[] = [];
  private key = '';
  private row: Row | undefined;
  private sinceToken = 0;
  private hasBegun = false;

  constructor(columns: Readonly<Record<string, readonly string[]>>) {
    this.columns = columns;
  }

  *write(chunk: string): Generator<Row | SourceProblem> {
    // In pieces that may end a row: of a piece with a fault in it, the parser gives nothing.
    for (let from = 0; from < chunk.length && !this.hasGivenUp; ) {
      const end = chunk.indexOf('}', from) + 1 || chunk.length;
      yield* this.writePiece(chunk.slice(from, end));
      from = end;
    }
  }

  private *writePiece(piece: string): Generator<Row | SourceProblem> {
    let tokens: Iterable<Token>;
    try {
      tokens = tokensOf(this.parse(piece));
    } catch {
      yield* this.giveUp('not-well-formed');
      return;
    }
    this.sinceToken += piece.length;
    for (const token of tokens) {
      this.sinceToken = 0;
      const row = this.take(token);
      if (row) yield row;
      if (this.levels.length > DEPTH_LIMIT) {
        yield* this.giveUp('too-deep');
        return;
      }
    }
    if (this.sinceToken > VALUE_LIMIT) yield* this.giveUp('too-large');
  }

  *end(): Generator<SourceProblem> {
    if (this.levels.length > 0 || !this.hasBegun) yield { kind: 'problem', why: 'cut-off', near: this.place() };
  }

  private *giveUp(why: SourceProblem['why']): Generator<SourceProblem> {
    this.hasGivenUp = true;
    yield { kind: 'problem', why, near: this.place() };
  }

  /** Tables and columns; never a value. */
  private place(): string {
    return this.levels
      .map(({ key }) => key)
      .filter(Boolean)
      .slice(0, 5)
      .join('.');
  }

  private take(token: Token): Row | undefined {
    this.hasBegun = true;
    switch (token.name) {
      case 'keyValue':
        this.key = token.value;
        return undefined;
      case 'startObject':
      case 'startArray':
        this.enter(token.name === 'startArray');
        return undefined;
      case 'endObject':
      case 'endArray':
        return this.leave();
      case 'stringValue':
        this.set(token.value);
        return undefined;
      case 'numberValue':
        this.set(Number(token.value));
        return undefined;
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        this.set(token.value);
        return undefined;
      default:
        return undefined;
    }
  }

  private enter(isArray: boolean): void {
    const parent = this.levels.at(-1);
    const key = parent && !parent.isArray ? this.key : '';
    const isAround = this.levels.every((level) => level.key === '' || AROUND.has(level.key));
    const isTable = isAround && (isArray ? key !== 'meta' : key === 'meta') && Object.hasOwn(this.columns, key);
    const table = isTable ? key : undefined;
    this.levels.push({ isArray, key, table });
    const rowOf = isArray ? undefined : (table ?? (parent?.isArray ? parent.table : undefined));
    if (rowOf) this.row = { kind: 'row', table: rowOf, values: {} };
  }

  private leave(): Row | undefined {
    const left = this.levels.pop();
    const table = left?.table ?? this.levels.at(-1)?.table;
    if (left?.isArray || !this.row || table !== this.row.table) return undefined;
    const { row } = this;
    this.row = undefined;
    return row;
  }

  private set(value: Value): void {
    const level = this.levels.at(-1);
    if (!this.row || !level || level.isArray) return;
    const isOfRow = level.table === this.row.table || this.levels.at(-2)?.table === this.row.table;
    if (!isOfRow || !this.columns[this.row.table]?.includes(this.key)) return;
    this.row.values[this.key] = typeof value === 'string' ? ownedString(value) : value;
  }
}

function tokensOf(parsed: ReturnType<ReturnType<typeof jsonParser>>): Iterable<Token> {
  return typeof parsed === 'object' && 'values' in parsed ? (parsed.values as Token[]) : [];
}
