import { useTranslations } from 'next-intl';

/** Where a story can be sent, in the order of how often our readers do. */
const SHARE: Record<string, (address: string, headline: string) => string> = {
  telegram: (address, headline) => `https://t.me/share/url?url=${address}&text=${headline}`,
  x: (address, headline) => `https://x.com/intent/post?url=${address}&text=${headline}`,
  facebook: (address) => `https://www.facebook.com/sharer/sharer.php?u=${address}`,
  whatsapp: (address, headline) => `https://wa.me/?text=${headline}%20${address}`,
  linkedin: (address) => `https://www.linkedin.com/sharing/share-offsite/?url=${address}`,
  email: (address, headline) => `mailto:?subject=${headline}&body=${address}`,
};

export function ShareLine({ headline, address }: { headline: string; address: string }) {
  const t = useTranslations('share');
  return (
    <section aria-label={t('label')} className="no-print mt-4 border-y border-rule py-3">
      <p className="font-semibold">{t('invite')}</p>
      <ul className="-ml-2 flex flex-wrap">
        {Object.entries(SHARE).map(([name, link]) => (
          <li key={name}>
            <a
              href={link(encodeURIComponent(address), encodeURIComponent(headline))}
              rel="noopener nofollow"
              className="quiet underline"
            >
              {t(name as 'telegram')}
            </a>
          </li>
        ))}
        <li className="needs-script">
          <share-sheet data-address={address} hidden>
            <button type="button" className="quiet underline">
              {t('more')}
            </button>
          </share-sheet>
        </li>
      </ul>
    </section>
  );
}
