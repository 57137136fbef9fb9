import { useTranslations } from 'next-intl';
import { PurgeState, type Shown } from '#components/staff/cdn/purge-state';
import type { ListedPurgeTarget } from '#newsroom/purges/list-purge-targets';

/** Each Varnish that the server's environment names, with how it does. */
export function VarnishList({ targets, shown }: { targets: readonly ListedPurgeTarget[]; shown: Shown }) {
  const t = useTranslations('cdn');
  return (
    <section className="mt-8 grid gap-2" aria-label="Varnish">
      <h2 className="newsroom-heading">Varnish</h2>
      <p className="max-w-2xl">{t('varnish', { variable: 'VARNISH_PURGE_URLS' })}</p>
      <ul className="grid gap-4">
        {targets.map((target) => (
          <li key={target.name} className="border-rule border-b pb-3">
            <p className="font-semibold [overflow-wrap:anywhere]">{target.name}</p>
            <PurgeState target={target} shown={shown} />
          </li>
        ))}
      </ul>
    </section>
  );
}
