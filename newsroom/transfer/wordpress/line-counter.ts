/** Says in which line of a text, from 1, a place is. Places come in order. */
export class LineCounter {
  private line = 1;
  private chunk = '';
  private start = 0;
  /** Where the next line break is; beyond the end where there is none yet. */
  private next = Number.POSITIVE_INFINITY;

  /** The next part of the text. */
  add(chunk: string): void {
    this.countTo(this.end);
    this.start = this.end;
    this.chunk = chunk;
    this.next = this.breakFrom(this.start);
  }

  /** How much there has been, in letters. */
  get end(): number {
    return this.start + this.chunk.length;
  }

  lineAt(place: number): number {
    this.countTo(place);
    return this.line;
  }

  private countTo(end: number): void {
    for (; this.next < end; this.next = this.breakFrom(this.next + 1)) this.line++;
  }

  private breakFrom(place: number): number {
    const found = this.chunk.indexOf('\n', place - this.start);
    return found < 0 ? Number.POSITIVE_INFINITY : this.start + found;
  }
}
