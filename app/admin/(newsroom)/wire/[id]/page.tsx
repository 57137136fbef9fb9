import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import { draftFromItemAction, entryFromItemAction } from '#app/admin/(newsroom)/wire/actions';
import { readOpenLiveBlogs, readWireItem } from '#app/admin/(newsroom)/wire/reads';
import { requireActor } from '#app/admin/gate';
import { StoryBody } from '#components/article/story-body';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { DraftForm } from '#components/staff/wire/draft-form';
import { LiveEntryForm } from '#components/staff/wire/live-entry-form';
import { WireFacts } from '#components/staff/wire/wire-facts';
import { WirePictures } from '#components/staff/wire/wire-pictures';
import { WireVersions } from '#components/staff/wire/wire-versions';
import { WIRE } from '#i18n/admin-addresses';
import { may } from '#newsroom/permissions/permissions';
import { now } from '#platform/clock';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ version?: string | string[] }> };

async function find({ params, searchParams }: Props) {
  const actor = await requireActor('wire.read');
  const [{ id }, { version }] = await Promise.all([params, searchParams]);
  const asked = /^[1-9]\d{0,8}$/.test(String(version)) ? Number(version) : undefined;
  const item = /^[1-9]\d{0,8}$/.test(id) ? await readWireItem(Number(id), asked) : null;
  if (!item) notFound();
  return { actor, item };
}

export async function generateMetadata(props: Props) {
  const { item } = await find(props);
  return { title: item.headline };
}

export default async function WireItem(props: Props) {
  const { actor, item } = await find(props);
  const [t, { sections }, timeZone, liveBlogs] = await Promise.all([
    getTranslations('wire'),
    readTopics(actor.language),
    readTimeZone(actor.language),
    readOpenLiveBlogs(),
  ]);
  return (
    <NewsroomPage actor={actor} room="wire" title={item.headline}>
      <a href={WIRE} className="quiet -ml-2 underline">
        {t('back')}
      </a>
      {item.status !== 'usable' && <p className="message message-trouble mt-4">{t(item.status)}</p>}
      <div className="mt-4 gap-x-10 desk:grid desk:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <div lang={item.language} className="story-text max-w-[41.25rem]">
            {item.standfirst && <p className="font-semibold">{item.standfirst}</p>}
            <StoryBody body={item.body} pictures={new Map()} />
          </div>
          {item.body.length === 0 && <p className="text-soft">{t('noText')}</p>}
          <WirePictures item={item} />
        </div>
        <div className="mt-8 grid content-start gap-6 desk:mt-0">
          <DraftForm
            item={item}
            sections={sections}
            mayUse={may(actor, 'article.create')}
            language={actor.language}
            timeZone={timeZone}
            action={draftFromItemAction}
          />
          <LiveEntryForm
            item={item}
            liveBlogs={liveBlogs.filter((blog) => blog.language === item.language)}
            mayUse={may(actor, 'live.write')}
            now={now()}
            language={actor.language}
            timeZone={timeZone}
            action={entryFromItemAction}
          />
          <WireFacts item={item} now={now()} language={actor.language} timeZone={timeZone} />
          <WireVersions item={item} language={actor.language} timeZone={timeZone} />
        </div>
      </div>
    </NewsroomPage>
  );
}
