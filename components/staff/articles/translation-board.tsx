import { useLocale, useTranslations } from 'next-intl';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { LANGUAGES } from '#i18n/languages';
import type { BoardCell, BoardRow } from '#newsroom/editing/list-translation-board';

/** A line for each story, a column for each language: what is missing, outdated, in review, scheduled, live. */
export function TranslationBoard({ rows, timeZone }: { rows: BoardRow[]; timeZone: string }) {
  const t = useTranslations();
  return (
    <table className="newsroom-table">
      <thead>
        <tr>
          {LANGUAGES.map(({ code, name }) => (
            <th key={code} scope="col" lang={code} className="w-1/3">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ storyId, cells }) => (
          <tr key={storyId}>
            {LANGUAGES.map(({ code, name }) => {
              const cell = cells.find(({ language }) => language === code);
              return (
                <td key={code} className="wide">
                  <span lang={code} className="block text-small text-soft tablet:sr-only">
                    {name}
                  </span>
                  {cell ? (
                    <Cell cell={cell} timeZone={timeZone} />
                  ) : (
                    <p className="text-small text-soft">{t('articleStatus.missing')}</p>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell, timeZone }: { cell: BoardCell; timeZone: string }) {
  const t = useTranslations();
  const language = useLocale();
  const { state, workflow, isPending, isOutdated, publishedAt } = cell;
  return (
    <>
      <a href={editAddress(cell.id)} lang={cell.language} className="font-serif font-semibold hover:underline">
        {cell.headline || t('newsroom.untitled')}
      </a>
      <div className="mt-1 flex flex-wrap gap-1">
        {state !== 'draft' && (
          <span className={`state ${state === 'scheduled' ? 'state-now' : 'state-live'}`}>
            {t(`articleStatus.${state}`)}
          </span>
        )}
        {(state === 'draft' || isPending) && (
          <span className={`state ${workflow === 'in_review' ? 'state-now' : ''}`}>
            {t(`articleStatus.${workflow}`)}
          </span>
        )}
        {isPending && <span className="state state-now">{t('articleStatus.pending')}</span>}
        {isOutdated && <span className="state state-now">{t('articleStatus.outdated')}</span>}
        {state === 'scheduled' && publishedAt && (
          <span className="text-small text-soft">{dateAndTime(publishedAt, language, timeZone)}</span>
        )}
      </div>
    </>
  );
}
