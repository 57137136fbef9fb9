import { useTranslations } from 'next-intl';
import { embedFrame } from '#blocks/embed/frame';
import type { Embed } from '#blocks/embed/schema';

/**
 * Something that lives elsewhere: a poster of ours with its title, and a link. Nothing is asked of the other site
 * before the reader goes there, or agrees to have it shown here (enhance/click-to-view.ts).
 */
export function EmbedView({ block: { provider, href, title } }: { block: Embed }) {
  const t = useTranslations();
  const name = t(`article.providers.${provider}`);
  const frame = embedFrame(provider, href);
  const poster = (
    <div className="embed-poster">
      <p className="embed-provider">{name}</p>
      <p className="embed-title">{title}</p>
      <p>
        <a href={href} rel="noopener">
          {t('article.viewOn', { provider: name })}
        </a>
      </p>
      {frame && (
        <div className="needs-script no-print">
          <button type="button">{t('embed.show')}</button>
          <p className="embed-consent">{t('embed.consent', { provider: name })}</p>
        </div>
      )}
    </div>
  );
  if (!frame) return <div className="embed">{poster}</div>;
  return (
    <click-to-view data-provider={provider} data-src={frame} data-title={title} className="embed">
      {poster}
      <button type="button" data-hide className="embed-hide needs-script no-print">
        {t('embed.hide', { provider: name })}
      </button>
    </click-to-view>
  );
}
