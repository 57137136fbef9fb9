import { useTranslations } from 'next-intl';
import { ORDERS, type Order } from '#newsroom/search/match';

const WORDS = { relevance: 'byRelevance', date: 'byDate' } as const;

/** Links to the same results in the other order. */
export function SearchOrder({
  order: current,
  address,
}: {
  order: Order | undefined;
  address: (order: string) => string;
}) {
  const t = useTranslations('search');
  return (
    <nav aria-label={t('sortBy')} className="mt-2 flex flex-wrap gap-x-4 border-b border-rule">
      {ORDERS.map((order) => (
        <a
          key={order}
          href={address(order === 'date' ? order : '')}
          aria-current={order === current ? 'true' : undefined}
          className="quiet px-0 aria-[current]:font-bold aria-[current]:text-ink"
        >
          {t(WORDS[order])}
        </a>
      ))}
    </nav>
  );
}
