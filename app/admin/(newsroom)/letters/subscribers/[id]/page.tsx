import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { ConsentList } from '#components/staff/letters/consent-list';
import { LetterTabs } from '#components/staff/letters/letter-tabs';
import { SubscriberDeletion } from '#components/staff/letters/subscriber-deletion';
import { SubscriberList } from '#components/staff/letters/subscriber-list';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { deleteSubscriberAction } from '../../actions.ts';
import { readSubscriber } from '../../reads.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  await requireActor('subscriber.manage');
  return { title: (await getTranslations('newsletters.subscribers'))('one') };
}

export default async function Subscriber({ params }: Props) {
  const actor = await requireActor('subscriber.manage');
  const { id } = await params;
  const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? await readSubscriber(actor, id) : null;
  if (!found) notFound();
  const [t, timeZone] = await Promise.all([getTranslations('newsletters.subscribers'), readTimeZone(actor.language)]);
  const shown = { language: actor.language, timeZone };
  return (
    <NewsroomPage actor={actor} room="letters" title={t('one')}>
      <LetterTabs actor={actor} here="subscribers" />
      <SubscriberList subscribers={[found]} shown={shown} />
      <div className="mt-6">
        <ConsentList consents={found.consents} shown={shown} />
      </div>
      <SubscriberDeletion id={found.id} action={deleteSubscriberAction} />
    </NewsroomPage>
  );
}
