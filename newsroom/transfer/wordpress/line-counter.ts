/** Says in which line of a text, from 1, a place is. Places come in order. */
export class LineCounter {
  private line = 1;
  private chunk = '';
  private start = 0;
  private counted = 0;

  /** The next part of the text. */
  add(chunk: string): void {
    this.countTo(this.end);
    this.start = this.end;
    this.chunk = chunk;
  }

  /** How much there has been, in letters. */
  get end(): number {
    return this.start + this.chunk.length;
  }

  lineAt(place: number): number {
    this.countTo(Math.min(place, this.end));
    return this.line;
  }

  private countTo(end: number): void {
    while (this.counted < end) {
      const next = this.chunk.indexOf('\n', this.counted - this.start);
      if (next < 0 || this.start + next >= end) break;
      this.line++;
      this.counted = this.start + next + 1;
    }
    this.counted = Math.max(this.counted, end);
  }
}
