import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { LetterTabs } from '#components/staff/letters/letter-tabs';
import { SubscriberFiles, SubscriberSearch } from '#components/staff/letters/subscriber-forms';
import { SubscriberList } from '#components/staff/letters/subscriber-list';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { subscribersAddress } from '#i18n/admin-addresses';
import { importSubscribersAction, liftSuppressionAction } from '../actions.ts';
import { readSubscribers, readSuppression } from '../reads.ts';

const ON_A_PAGE = 100;

/** The instant and the id of the last one shown. */
const cursor = z
  .string()
  .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
  .transform((text) => {
    const [at, id = ''] = text.split('_');
    return { createdAt: new Date(Number(at)), id };
  });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  await requireActor('subscriber.manage');
  return { title: (await getTranslations('newsletters.subscribers'))('title') };
}

export default async function Subscribers({ searchParams }: Props) {
  const actor = await requireActor('subscriber.manage');
  const asked = await searchParams;
  const matching = String(asked.matching ?? '')
    .trim()
    .slice(0, 254);
  const before = cursor.safeParse(asked.before);
  const [t, found, suppression, timeZone] = await Promise.all([
    getTranslations('newsletters.subscribers'),
    readSubscribers(actor, { matching, before: before.data, limit: ON_A_PAGE }),
    readSuppression(actor, matching),
    readTimeZone(actor.language),
  ]);
  const { subscribers, next } = found ?? { subscribers: [], next: null };
  return (
    <NewsroomPage actor={actor} room="letters" title={t('title')}>
      <LetterTabs actor={actor} here="subscribers" />
      <SubscriberSearch matching={matching} suppression={suppression?.reason ?? null} lift={liftSuppressionAction} />
      {subscribers.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <SubscriberList subscribers={subscribers} shown={{ language: actor.language, timeZone }} />
      )}
      {next && (
        <a
          href={subscribersAddress({ matching, before: `${next.createdAt.getTime()}_${next.id}` })}
          className="quiet underline"
        >
          {t('more')}
        </a>
      )}
      <SubscriberFiles action={importSubscribersAction} />
    </NewsroomPage>
  );
}
