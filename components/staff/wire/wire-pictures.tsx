import { useTranslations } from 'next-intl';
import type { FoundWireItem } from '#newsroom/wire/find-wire-item';

/** Where the pictures of an item are; they are not fetched. */
export function WirePictures({ item: { pictures, language } }: { item: FoundWireItem }) {
  const t = useTranslations('wire');
  if (pictures.length === 0) return null;
  return (
    <section className="mt-6 grid gap-2">
      <h2 className="newsroom-heading">{t('pictures')}</h2>
      <ul className="grid gap-3 text-small">
        {pictures.map(({ address, caption, credit }) => (
          <li key={address}>
            <a href={address} rel="noreferrer" className="underline [overflow-wrap:anywhere]">
              {address}
            </a>
            {(caption || credit) && <p lang={language}>{[caption, credit].filter(Boolean).join(' · ')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
