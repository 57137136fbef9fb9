import { useTranslations } from 'next-intl';
import { networkName } from '#newsroom/settings/social-networks';

/** Where the paper can be followed, in the order that the settings give. */
export function FollowLinks({ links }: { links: readonly string[] }) {
  const t = useTranslations('site');
  return (
    <ul aria-label={t('follow')} className="-ml-2 flex flex-wrap text-small">
      {links.map((url) => (
        <li key={url}>
          <a href={url} rel="noopener" className="quiet">
            {networkName(url)}
          </a>
        </li>
      ))}
    </ul>
  );
}
