import { useTranslations } from 'next-intl';
import { Spans } from '#blocks/spans-view.tsx';
import type { Table } from '#blocks/table/schema';

/** Wider than the column it scrolls inside itself, by keyboard too. */
export function TableView({ block: { header, rows, numeric = [] } }: { block: Table }) {
  const t = useTranslations('article');
  const look = (column: number) => (numeric.includes(column) ? 'number' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section className="scroll" aria-label={t('table')} tabIndex={0}>
      <table>
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
