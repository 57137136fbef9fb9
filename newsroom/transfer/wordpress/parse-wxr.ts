import { Parser } from 'htmlparser2';
import type { SourceProblem } from '#newsroom/transfer/source/source-item';
import { LineCounter } from '#newsroom/transfer/wordpress/line-counter';
import { Namespaces } from '#newsroom/transfer/wordpress/namespaces';
import { addField, addMeta, addTerm, newRecord, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';
import { decodeXml, hasBareAmpersand, isCutSection, type Piece, textOf } from '#newsroom/transfer/wordpress/xml-text';

type Text = { pieces: Piece[]; size: number };
/** An open element. Tags that stand in a text have the text of the element around them. */
type Frame = { name: string; written: string; attributes: Record<string, string>; text?: Text };

/** Elements that hold elements. All others hold text, and tags in them are text that somebody forgot to mark as such. */
const CONTAINERS = new Set([
  ...['rss', 'channel', 'image', 'item', 'wp:author', 'wp:wp_author', 'wp:term', 'wp:tag'],
  ...['wp:postmeta', 'wp:termmeta', 'wp:comment', 'wp:commentmeta'],
]);
const RECORDS = new Map<string, WxrRecord['kind']>([
  ['item', 'item'],
  ['wp:author', 'author'],
  ['wp:wp_author', 'author'],
  ['wp:category', 'category'],
  ['wp:tag', 'tag'],
  ['wp:term', 'term'],
]);
/** Those of comments are nobody's. */
const OWN_META = new Set(['wp:postmeta', 'wp:termmeta']);
/** What no text has as a tag: the element before was not closed. */
const STRUCTURE = /^(wp|dc|content|excerpt):|^(pubDate|guid|category)$/;
const VOID = /^(area|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** Deeper than any text of people. */
const DEPTH_LIMIT = 256;
/** Tags that nothing closes stay open for the parser, which looks for each closing one in all of them. */
const UNCLOSED_LIMIT = 2_000;
/** More than any tag has. */
const ATTRIBUTE_LIMIT = 500;
/** Three Bibles: of a longer text what stands behind is left out, in letters. */
const TEXT_LIMIT = 8_000_000;
/** As much of a file may belong to one section or tag before the file is given up, in letters. */
const SECTION_LIMIT = 32_000_000;
/** As many faults of form are told one by one: more help nobody. */
const FAULT_LIMIT = 200;

/**
 * The records of a WordPress export, as a stream. Reads what is not well-formed as far as it goes, and says where it is
 * not. A record that the end of the file cuts off is left out.
 */
export async function* parseWxr(text: AsyncIterable<string>): AsyncGenerator<WxrRecord | SourceProblem> {
  const parser = new WxrParser();
  for await (const chunk of text) {
    parser.write(chunk);
    yield* parser.take();
    if (parser.hasGivenUp) return;
  }
  parser.end();
  yield* parser.take();
}

class WxrParser {
  hasGivenUp = false;
  private readonly found: (WxrRecord | SourceProblem)[] = [];
  private readonly open: Frame[] = [];
  private readonly namespaces = new Namespaces();
  private readonly lines = new LineCounter();
  private readonly parser: Parser;
  private channel: WxrRecord | undefined;
  private record: WxrRecord | undefined;
  private metaKey = '';
  private isInSection = false;
  private attributes = 0;
  private unclosed = 0;
  private openedAt = -1;
  private faults = 0;

  constructor() {
    const handler = {
      onattribute: () => this.countAttribute(),
      onopentag: (name: string, attributes: Record<string, string>) => this.openTag(name, attributes),
      onclosetag: (name: string, isImplied: boolean) => this.closeTag(name, isImplied),
      ontext: (value: string) => this.addText(this.isInSection ? 'cdata' : 'text', value),
      oncdatastart: () => this.startSection(),
      oncdataend: () => this.endSection(),
    };
    // Entities are resolved by textOf, which has to see them as they stand.
    this.parser = new Parser(handler, { xmlMode: true, decodeEntities: false });
  }

  write(chunk: string): void {
    this.lines.add(chunk);
    this.parser.write(chunk);
    if (this.lines.end - this.parser.startIndex > SECTION_LIMIT) this.giveUp('too-large');
  }

  end(): void {
    this.emitChannel();
    if (this.open.length > 0) this.report('cut-off', this.titleOfRecord());
  }

  take(): (WxrRecord | SourceProblem)[] {
    return this.found.splice(0);
  }

  private countAttribute(): void {
    this.attributes++;
    if (this.attributes > ATTRIBUTE_LIMIT) this.giveUp('too-large');
  }

  private openTag(written: string, attributes: Record<string, string>): void {
    this.attributes = 0;
    this.unclosed++;
    this.openedAt = this.parser.endIndex;
    if (this.hasGivenUp) return;
    if (this.open.length >= DEPTH_LIMIT || this.unclosed > UNCLOSED_LIMIT) {
      this.giveUp('too-deep');
      return;
    }
    this.namespaces.declare(attributes);
    const name = this.namespaces.usualName(written, attributes);
    if (name === 'item') this.startItem();
    else if (STRUCTURE.test(name)) this.closeText();
    const parent = this.open.at(-1);
    if (parent?.text) {
      this.openTagInText(written, attributes, parent.text);
      return;
    }
    if (name === 'channel') this.channel ??= newRecord('channel', this.line());
    else if (parent?.name === 'channel') this.startRecord(name);
    const isContainer = CONTAINERS.has(name) || !parent || (name === 'wp:category' && parent.name === 'channel');
    this.open.push({ name, written, attributes, ...(!isContainer && { text: { pieces: [], size: 0 } }) });
  }

  /** An item begins, whatever else is still open: what is broken in one harms no other. */
  private startItem(): void {
    this.emitChannel();
    const outer = this.open.findIndex(({ name }) => name === 'item');
    if (outer < 0) return;
    for (const frame of this.open.splice(outer).reverse()) this.closeFrame(frame, true);
  }

  private startRecord(name: string): void {
    const kind = RECORDS.get(name);
    if (kind) this.record = newRecord(kind, this.line());
  }

  /** Ends a text that has no closing tag. */
  private closeText(): void {
    const first = this.open.findIndex(({ text }) => text);
    if (first < 0) return;
    for (const frame of this.open.splice(first).reverse()) this.closeFrame(frame, true);
  }

  private openTagInText(name: string, attributes: Record<string, string>, text: Text): void {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`);
    this.addText('tag', `<${name}${written.join('')}>`);
    this.open.push({ name, written: name, attributes: {}, text });
  }

  private closeTag(written: string, isImplied: boolean): void {
    this.unclosed--;
    if (this.hasGivenUp) return;
    const index = this.open.findLastIndex((frame) => frame.written === written);
    // What an item or an element of its own has ended before is still open for the parser.
    if (index < 0) return;
    const [closed, ...inside] = this.open.splice(index);
    for (const frame of inside.reverse()) this.closeFrame(frame, true);
    // For the parser, `<a/>` is closed by implication too, but in the same place.
    if (closed) this.closeFrame(closed, isImplied && this.parser.endIndex !== this.openedAt);
  }

  private closeFrame(frame: Frame, isImplied: boolean): void {
    const parent = this.open.at(-1);
    if (frame.text && frame.text === parent?.text) {
      if (!isImplied && !VOID.test(frame.name)) this.addText('tag', `</${frame.name}>`);
      return;
    }
    if (isImplied) this.report('not-well-formed', `<${frame.name}>`);
    if (frame.text) this.addElement(frame, frame.text.pieces, parent?.name ?? '');
    else if (frame.name === 'wp:comment' && this.record) this.record.comments++;
    else if (frame.name === 'channel') this.emitChannel();
    else if (this.record && RECORDS.get(frame.name) === this.record.kind) this.emitRecord();
  }

  private addElement({ name, written, attributes }: Frame, pieces: Piece[], parent: string): void {
    if (isCutSection(pieces)) this.report('not-well-formed', `]]> in <${name}>`);
    if (hasBareAmpersand(pieces)) this.report('not-well-formed', `& in <${name}>`);
    const value = withoutSwallowed(written, textOf(pieces));
    if (parent === 'channel' && this.channel) addField(this.channel, name, value);
    if (!this.record) return;
    if (parent === 'item' && name === 'category') {
      const { domain = '', nicename = '' } = attributes;
      addTerm(this.record, { domain: decodeXml(domain), nicename: decodeXml(nicename), name: value.trim() });
    } else if (RECORDS.has(parent)) addField(this.record, name, value);
    else if (!OWN_META.has(parent)) return;
    else if (name === 'wp:meta_key') this.metaKey = value.trim();
    else if (name === 'wp:meta_value') addMeta(this.record, this.metaKey, value);
  }

  private emitRecord(): void {
    if (this.record) this.found.push(this.record);
    this.record = undefined;
  }

  /** All that stands in the channel above its first item, or, without any, in all of it. */
  private emitChannel(): void {
    if (this.channel) this.found.push(this.channel);
    this.channel = undefined;
  }

  private startSection(): void {
    this.isInSection = true;
    this.open.at(-1)?.text?.pieces.push({ kind: 'cdata', value: '' });
  }

  private endSection(): void {
    this.isInSection = false;
  }

  private addText(kind: Piece['kind'], value: string): void {
    const text = this.open.at(-1)?.text;
    if (!text || this.hasGivenUp || text.size > TEXT_LIMIT) return;
    text.size += value.length;
    if (text.size > TEXT_LIMIT) {
      this.report('too-large', `<${this.open.at(-1)?.name}>`);
      return;
    }
    const last = text.pieces.at(-1);
    // Long texts come in parts.
    if (last?.kind === kind) last.value += value;
    else text.pieces.push({ kind, value });
  }

  private giveUp(why: SourceProblem['why']): void {
    if (!this.hasGivenUp) this.report(why, '');
    this.hasGivenUp = true;
  }

  private report(why: SourceProblem['why'], what: string): void {
    if (why === 'not-well-formed' && ++this.faults > FAULT_LIMIT) return;
    const near = [what, this.titleOfRecord()].filter(Boolean).join(' ');
    this.found.push({ kind: 'problem', why, line: this.line(), near });
  }

  /** Finds the place for somebody who looks into the file. Nothing else is told of it: it may be a secret. */
  private titleOfRecord(): string {
    return (this.record?.fields.get('title') ?? '').trim().slice(0, 80);
  }

  private line(): number {
    return this.lines.lineAt(this.parser.startIndex);
  }
}

/** A section that nothing ends goes on in the elements behind its own. */
function withoutSwallowed(name: string, text: string): string {
  const end = text.indexOf(`</${name}>`);
  return end < 0 ? text : text.slice(0, end);
}
