import { useTranslations } from 'next-intl';
import { FOLLOW_LINKS, type SiteSettings } from '#newsroom/settings/site-settings';

export function FollowLinks({ links }: { links: SiteSettings['links'] }) {
  const t = useTranslations('site');
  return (
    <ul aria-label={t('follow')} className="-ml-2 flex flex-wrap text-small">
      {FOLLOW_LINKS.map((name) => {
        const href = links[name];
        if (!href) return null;
        return (
          <li key={name}>
            <a href={href} rel="noopener" className="quiet">
              {t(`followOn.${name}`)}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
