import { useTranslations } from 'next-intl';
import { plainText } from '#blocks/spans';
import { Spans } from '#blocks/spans-view.tsx';
import type { Table } from '#blocks/table/schema';

/**
 * How a table is laid out on paper, where nothing scrolls: in columns of one width, on a page that lies down if many.
 */
function paperFor(columns: number): 'even' | 'wide' | undefined {
  if (columns > 8) return 'wide';
  return columns > 4 ? 'even' : undefined;
}

/** Wider than the column it scrolls inside itself, by keyboard too. */
export function TableView({ block: { header, rows, numeric = [] } }: { block: Table }) {
  const t = useTranslations('article');
  const look = (column: number) => (numeric.includes(column) ? 'number' : undefined);
  // Of several tables each region needs a name of its own.
  const headings = header.map(plainText).filter(Boolean).join(', ');
  const columns = Math.max(header.length, ...rows.map(({ length }) => length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section className="scroll" aria-label={headings ? `${t('table')}: ${headings}` : t('table')} tabIndex={0}>
      <table data-paper={paperFor(columns)}>
        <thead>
          <tr>
            {header.map((cell, column) => (
              <th key={column} scope="col" className={look(column)}>
                <Spans text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column} className={look(column)}>
                  <Spans text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
