// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArticleBody, articleBody } from '#blocks/body';
import { pastedBody } from './pasted.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, `fixtures/${name}.html`), 'utf8');

/** Blocks as lines: * strong, _ emphasis, [text](address). */
function written(blocks: ArticleBody): string[] {
  const spans = (text: readonly { text: string; strong?: boolean; emphasis?: boolean; href?: string }[]) =>
    text
      .map(({ text, strong, emphasis, href }) => {
        const marked = `${strong ? '*' : ''}${emphasis ? '_' : ''}${text}${emphasis ? '_' : ''}${strong ? '*' : ''}`;
        return href ? `[${marked}](${href})` : marked;
      })
      .join('');
  return blocks.map((block) => {
    switch (block.type) {
      case 'paragraph':
        return spans(block.text);
      case 'heading':
        return `${'#'.repeat(block.level)} ${spans(block.text)}`;
      case 'quote':
        return `> ${spans(block.text)}${block.attribution ? ` (${block.attribution})` : ''}`;
      case 'list':
        return block.items
          .map((item, index) => `${block.ordered ? `${(block.start ?? 1) + index}.` : '-'} ${spans(item)}`)
          .join(' ');
      case 'table':
        return (
          `${[block.header, ...block.rows].map((row) => row.map(spans).join(' | ')).join(' / ')} ` +
          `numeric: ${block.numeric ?? ''}`
        );
      case 'embed':
        return `${block.provider} ${block.href} ${block.title}`;
      default:
        return block.type;
    }
  });
}

describe('what is pasted', () => {
  it('from Word', () => {
    expect(written(pastedBody(fixture('word')))).toEqual([
      '## Уровень озера растёт',
      'Севан поднялся на *12 сантиметров*, сообщили _в министерстве_. ' +
        'Подробнее — [на сайте](https://example.org/sevan?utm_source=word), в отчёте и здесь.',
      '- весна была дождливой; - особенно апрель; - попуски сократили.',
      '1. Первое. 2. Второе.',
      'Новое.',
      'Год | Отметка, м / 2024 | 1 900,12 / 2025 |  numeric: 0,1',
    ]);
  });

  it('from Google Docs', () => {
    expect(written(pastedBody(fixture('google-docs')))).toEqual([
      '## Ծիրանի բերքը',
      'Բերքը *կրկնապատկվել* է, _ասում են_ [այգեգործները](https://example.org/growers)։',
      '- Արարատ - *Արտաշատ* - Արմավիր',
      'Առաջին տող',
      'Երկրորդ տող',
      'Մարզ | Տոննա / Արարատ | 1200 numeric: 1',
      'divider',
      'Վերջ',
    ]);
  });

  it('from Telegram', () => {
    expect(written(pastedBody(fixture('telegram-web')))).toEqual([
      '❗️ *Дорога закрыта*',
      'Трасса М4 закрыта до утра.',
      'Объезд — через Дилижан: [подробности](https://t.me/roads/15)',
      '_Фото: Минтранс_',
      '#дороги',
    ]);
  });

  it('from a web page', () => {
    expect(written(pastedBody(fixture('web-page')))).toEqual([
      'Home',
      '## Four bridges, one winter',
      'The first bridge *opened* on Monday.',
      'The second is _late_.',
      'See [*the plan*](https://example.org/a?utm_source=feed&id=7), this and that.',
      '### Who pays',
      '3. The state',
      '- half *now* - half later',
      '4. The town over ten years',
      '> We will build it.',
      '> All four. (Ani Petrosyan, engineer)',
      'Only set here by a table.',
      'Costs',
      'Bridge | Costs, planned and real | Costs, planned and real / North | 1\u00a0200 | -3.5 % / South | 900 |  numeric: 1,2',
      'youtube https://www.youtube.com/watch?v=dQw4w9WgXcQ The opening, filmed',
      'first line',
      'second line',
      'divider',
      'Mail',
    ]);
  });

  it('is storable whatever it was', () => {
    const tags =
      'p div b i a ul ol li table tr td th h1 h3 blockquote footer br hr img pre span figure iframe o:p script';
    const tag = fc.constantFrom(...tags.split(' '));
    const attribute = fc.constantFrom(
      '',
      ' href="https://a.example"',
      ' href="javascript:x"',
      ' style="mso-list:l0 level1 lfo1"',
      ' style="font-weight:bold"',
      ' colspan="99"',
      ' src="https://www.youtube.com/embed/dQw4w9WgXcQ"',
    );
    const part = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.tuple(tag, attribute).map(([name, attributes]) => `<${name}${attributes}>`),
      tag.map((name) => `</${name}>`),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        articleBody.parse(pastedBody(parts.join('')));
      }),
      { numRuns: 300 },
    );
  });
});
