import { useTranslations } from 'next-intl';
import type { Block } from '#newsroom/articles/article-body';

/** Something that lives elsewhere, as a titled link. Nothing is asked of the other site before the reader goes there. */
export function Embed({ embed }: { embed: Extract<Block, { type: 'embed' }> }) {
  const t = useTranslations('article');
  return (
    <p className="border-y border-rule bg-tint px-4 py-3 font-sans text-note">
      <a href={embed.href} rel="noopener" className="font-semibold">
        {embed.title}
      </a>
      <span className="block text-small text-soft">{t('embed', { provider: t(`providers.${embed.provider}`) })}</span>
    </p>
  );
}
