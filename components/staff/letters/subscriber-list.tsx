import { useTranslations } from 'next-intl';
import { subscriberAddress } from '#i18n/admin-addresses';
import { longDate } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { ListedSubscriber } from '#newsroom/letters/subscribers/list-subscribers';

/** Who gets letters, or asked for them. */
export function SubscriberList({
  subscribers,
  shown,
}: {
  subscribers: ListedSubscriber[];
  shown: { language: Language; timeZone: string };
}) {
  const t = useTranslations('newsletters');
  const kinds = useTranslations('letters.kinds');
  return (
    <table className="newsroom-table">
      <thead>
        <tr>
          <th scope="col">{t('subscribers.address')}</th>
          <th scope="col">{t('subscribers.state')}</th>
          <th scope="col">{t('subscribers.letters')}</th>
          <th scope="col">{t('subscribers.since')}</th>
        </tr>
      </thead>
      <tbody>
        {subscribers.map((one) => (
          <tr key={one.id}>
            <td>
              <a href={subscriberAddress(one.id)} className="underline [overflow-wrap:anywhere]">
                {one.address}
              </a>
            </td>
            <td>
              <span className="state">{t(`subscriberStates.${one.state}`)}</span>
            </td>
            <td>
              {one.kinds.map((kind) => kinds(kind)).join(', ')} {languageOf(one.language).name}
            </td>
            <td>{longDate(one.createdAt, shown.language, shown.timeZone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
