import { useTranslations } from 'next-intl';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import type { ImportDetails } from '#newsroom/transfer/run/import-report';

type Counts = { taken: number; changed: number; leftOut: number };

const KINDS = ['post', 'page', 'media', 'author', 'term', 'other'] as const;

/** How many items of each kind ended how, with their sum. */
export function KindTable({ kinds, language }: { kinds: ImportDetails['kinds']; language: Language }) {
  const t = useTranslations('import');
  const sum = (name: keyof Counts) => kinds.reduce((total, kind) => total + kind[name], 0);
  const all = { taken: sum('taken'), changed: sum('changed'), leftOut: sum('leftOut') };
  const known = kinds.flatMap(({ kind, ...counts }) =>
    KINDS.filter((one) => one === kind).map((one) => ({ one, counts })),
  );
  return (
    <table className="import-counts">
      <thead>
        <tr>
          <th scope="col">{t('summary.kind')}</th>
          <th scope="col">{t('summary.taken')}</th>
          <th scope="col">{t('summary.changed')}</th>
          <th scope="col">{t('summary.leftOut')}</th>
          <th scope="col">{t('summary.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ one, counts }) => (
          <CountRow key={one} name={t(`kinds.${one}`)} counts={counts} language={language} />
        ))}
      </tbody>
      <tfoot>
        <CountRow name={t('summary.sum')} counts={all} language={language} />
      </tfoot>
    </table>
  );
}

function CountRow({ name, counts, language }: { name: string; counts: Counts; language: Language }) {
  const { taken, changed, leftOut } = counts;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{wholeNumber(taken, language)}</td>
      <td>{wholeNumber(changed, language)}</td>
      <td>{wholeNumber(leftOut, language)}</td>
      <td>{wholeNumber(taken + changed + leftOut, language)}</td>
    </tr>
  );
}
