import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** So many ids are remembered; more items than any newspaper has. */
const LIMIT = 2_000_000;

/** Gives each item of an export an id of its own: files that overlap, or were put together by hand, have some twice. */
export class SeenItems {
  private readonly names = new Map<string, string>();
  private readonly repeats = new Map<string, number>();
  private unnumbered = 0;

  /** An item’s id; `isAgain` if the very same item came before, `isTaken` if another one had its number. */
  add(item: WxrRecord): { id: string; isAgain: boolean; isTaken: boolean } {
    const id = fieldOf(item, 'wp:post_id') || fieldOf(item, 'guid') || `without-${++this.unnumbered}`;
    const name = `${fieldOf(item, 'wp:post_name')} ${fieldOf(item, 'title')}`;
    const before = this.names.get(id);
    if (before === undefined) {
      if (this.names.size < LIMIT) this.names.set(id, name);
      return { id, isAgain: false, isTaken: false };
    }
    const count = (this.repeats.get(id) ?? 1) + 1;
    this.repeats.set(id, count);
    return { id: `${id}#${count}`, isAgain: before === name, isTaken: before !== name };
  }
}
