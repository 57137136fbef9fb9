import { useTranslations } from 'next-intl';
import { redirectsAddress } from '#i18n/admin-addresses';
import { dayInWords } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import type { UnansweredAddress } from '#newsroom/redirects/list-unanswered';

/** Addresses without an answer, a line each, with a way to give them one. */
export function UnansweredTable({ addresses, language }: { addresses: UnansweredAddress[]; language: Language }) {
  const t = useTranslations('redirects');
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('unanswered.address')}</th>
          <th scope="col">{t('requests')}</th>
          <th scope="col">{t('unanswered.since')}</th>
          <th scope="col">{t('lastDay')}</th>
          <th scope="col">
            <span className="unseen">{t('add')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {addresses.map(({ address, hits, firstDay, lastDay }) => (
          <tr key={address}>
            <td className="wide [overflow-wrap:anywhere]">{address}</td>
            <td className="text-soft">{wholeNumber(hits, language)}</td>
            <td className="text-soft">{dayInWords(firstDay, language)}</td>
            <td className="text-soft">{dayInWords(lastDay, language)}</td>
            <td>
              <a
                href={redirectsAddress({ from: address })}
                className="quiet underline"
                aria-label={t('unanswered.addFor', { address })}
              >
                {t('add')}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
