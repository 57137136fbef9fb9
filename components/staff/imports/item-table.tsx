import { useTranslations } from 'next-intl';
import { Reasons } from '#components/staff/imports/reasons';
import { importPreviewAddress, pictureAddress } from '#i18n/admin-addresses';
import type { ListedItem } from '#newsroom/transfer/manage/list-import-items';

/** Items of an import, a line each: how they ended, why, and where they are. */
export function ItemTable({ id, items, isDone }: { id: number; items: ListedItem[]; isDone: boolean }) {
  const t = useTranslations('import.items');
  if (items.length === 0) return <p>{t('none')}</p>;
  return (
    <table className="newsroom-table">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col">{t('outcome')}</th>
          <th scope="col">{t('reason')}</th>
          <th scope="col">{t('became')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.position}>
            <td className="wide [overflow-wrap:anywhere]">
              <Name item={item} />
              {(item.kind === 'post' || item.kind === 'page') && (
                <>
                  {' '}
                  <a
                    href={importPreviewAddress(id, item.position)}
                    className="quiet underline"
                    aria-label={t('compareOf', { title: item.title || item.sourceId })}
                  >
                    {t('compare')}
                  </a>
                </>
              )}
            </td>
            <td>
              <span className="state">{t(`outcomes.${item.outcome}`)}</span>
            </td>
            <td className="wide text-soft">
              <Reasons reasons={item.reasons} />
            </td>
            <td className="wide [overflow-wrap:anywhere]">
              <Became item={item} isDone={isDone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ item: { kind, sourceId, title } }: { item: ListedItem }) {
  const t = useTranslations('import.items');
  return (
    <>
      <span className="font-semibold">{title || t('untitled')}</span>{' '}
      <span className="text-soft">
        {kind} {sourceId}
      </span>
    </>
  );
}

/** An address once it is there; before, what it would be. */
function Became({ item: { kind, became }, isDone }: { item: ListedItem; isDone: boolean }) {
  if (became === '') return '–';
  if (!isDone) return kind === 'media' ? '–' : became;
  const href = kind === 'media' ? pictureAddress(became) : became;
  return <a href={href}>{href}</a>;
}
