import { useTranslations } from 'next-intl';
import { redirectAddress } from '#i18n/admin-addresses';
import { dayInWords } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import type { ListedRedirect } from '#newsroom/redirects/list-redirects';

/** Redirects, a line each: the old address, what it answers, how often it was asked for, who added it. */
export function RedirectTable({ redirects, language }: { redirects: ListedRedirect[]; language: Language }) {
  const t = useTranslations('redirects');
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('answer')}</th>
          <th scope="col">{t('requests')}</th>
          <th scope="col">{t('lastDay')}</th>
          <th scope="col">{t('addedBy')}</th>
        </tr>
      </thead>
      <tbody>
        {redirects.map((redirect) => (
          <tr key={redirect.id}>
            <td className="wide">
              <a
                href={redirectAddress(redirect.id)}
                className="inline-flex min-h-11 items-center font-semibold underline [overflow-wrap:anywhere]"
              >
                {redirect.address}
              </a>
            </td>
            <td className="wide [overflow-wrap:anywhere]">
              <Answered redirect={redirect} />
            </td>
            <td className="text-soft">{wholeNumber(redirect.hits, language)}</td>
            <td className="text-soft">{redirect.lastDay ? dayInWords(redirect.lastDay, language) : '–'}</td>
            <td className="text-soft">{redirect.isImported ? t('byImport') : redirect.byName || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Answered({ redirect: { status, location, isUnused } }: { redirect: ListedRedirect }) {
  const t = useTranslations('redirects');
  if (isUnused) return <span className="state">{t('isUnused')}</span>;
  if (status === 410) return <span className="state">{t('isGone')}</span>;
  return (
    <>
      {status === 404 && <span className="state">{location ? t('isAwaited') : t('isMissing')}</span>}{' '}
      {location && (
        <a href={location} className="inline-flex min-h-11 items-center">
          {location}
        </a>
      )}
    </>
  );
}
