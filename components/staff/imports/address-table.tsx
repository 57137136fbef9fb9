import { useTranslations } from 'next-intl';
import type { ImportDetails } from '#newsroom/transfer/run/import-report';

/** Some old addresses, and where they lead. */
export function AddressTable({ mapping }: { mapping: ImportDetails['mapping'] }) {
  const t = useTranslations('import.addresses');
  const addresses = mapping.filter(({ kind }) => kind === 'address');
  if (addresses.length === 0) return null;
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <dl className="grid gap-2 [overflow-wrap:anywhere]">
        {addresses.map(({ name, became }) => (
          <div key={name}>
            <dt className="text-soft">{name}</dt>
            <dd>→ {became}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
