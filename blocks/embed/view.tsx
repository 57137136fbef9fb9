import { useTranslations } from 'next-intl';
import { PROVIDERS, postOf } from '#blocks/embed/providers';
import type { Embed } from '#blocks/embed/schema';

/**
 * Something that lives elsewhere: a poster of ours with its title, and a link. Nothing is asked of the other site
 * before the reader goes there, or agrees to have it shown here (enhance/click-to-view.ts).
 */
export function EmbedView({ block: { provider, href, title } }: { block: Embed }) {
  const t = useTranslations();
  const name = t(`article.providers.${provider}`);
  const post = postOf(provider, href);
  const poster = (
    <div className="embed-poster">
      <p className="embed-provider">{name}</p>
      <p className="embed-title">{title}</p>
      <p>
        <a href={post?.href ?? href} rel="noopener">
          {t('article.viewOn', { provider: name })}
        </a>
      </p>
      {post && (
        <div className="needs-script no-print">
          <button type="button">{t('embed.show')}</button>
          <p className="embed-consent">{t('embed.consent', { provider: name })}</p>
        </div>
      )}
    </div>
  );
  if (!post) return <div className="embed">{poster}</div>;
  const { shape } = PROVIDERS[provider];
  return (
    <click-to-view
      data-provider={provider}
      data-shape={shape}
      data-src={post.frame}
      data-title={title}
      className="embed"
    >
      {poster}
      <button type="button" data-hide className="embed-hide needs-script no-print">
        {t('embed.hide', { provider: name })}
      </button>
    </click-to-view>
  );
}
