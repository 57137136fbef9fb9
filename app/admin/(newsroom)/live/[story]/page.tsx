import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import { dismissEntryVersionAction } from '#app/admin/(newsroom)/wire/actions';
import { requireActor } from '#app/admin/gate';
import { DeskEditor } from '#components/staff/live/desk-editor';
import { DeskHead } from '#components/staff/live/desk-head';
import { DeskLists } from '#components/staff/live/desk-lists';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { Refresh } from '#components/staff/refresh.island';
import { Composer } from '#editor/live/composer.island.tsx';
import { liveDeskAddress } from '#i18n/admin-addresses';
import { now } from '#platform/clock';
import * as actions from './actions.ts';
import { deskAsked, readDesk, readDeskItems, readDeskPictures, readDeskRights } from './reads.ts';

type Props = PageProps<'/admin/live/[story]'>;

/** What colleagues do is shown after so long, ms. */
const REFRESH_MS = 4_000;

export async function generateMetadata({ params, searchParams }: Props) {
  const actor = await requireActor('live.write');
  const { language, before } = deskAsked(actor, await searchParams);
  const desk = await readDesk(actor, (await params).story, language, before);
  const t = await getTranslations('liveDesk');
  return { title: t('title', { headline: desk?.articles[0]?.headline ?? '' }) };
}

/** The desk of a live blog: where entries are written, and all that is done to them. */
export default async function LiveDeskPage({ params, searchParams }: Props) {
  const actor = await requireActor('live.write');
  const { language, beside, before } = deskAsked(actor, await searchParams);
  const storyId = Number((await params).story);
  const desk = await readDesk(actor, (await params).story, language, before);
  if (!desk) notFound();
  const [t, messages, timeZone, { authors }, pictures, items] = await Promise.all([
    getTranslations(),
    getMessages(),
    readTimeZone(actor.language),
    readTopics(actor.language),
    readDeskPictures(desk, language),
    readDeskItems(desk),
  ]);
  const rights = readDeskRights(actor);
  const shownIn = actor.language;
  const article = desk.articles.find((one) => one.language === language) ?? desk.articles[0];
  return (
    <NewsroomPage
      actor={actor}
      room="articles"
      title={t('liveDesk.title', { headline: article?.headline || t('newsroom.untitled') })}
    >
      <NextIntlClientProvider
        messages={{
          liveDesk: messages.liveDesk,
          saving: messages.saving,
          difference: messages.difference,
          forms: messages.forms,
        }}
        timeZone={timeZone}
      >
        <DeskEditor
          key={language}
          {...{ storyId, language, timeZone }}
          texts={{ ...messages.editor, language: shownIn }}
          pictures={pictures.inEditor}
          publishAction={rights.publish ? actions.publishEntryAction : null}
        >
          <div className="live-desk">
            <DeskHead
              {...{ storyId, desk, language, beside, shownIn, timeZone }}
              mayClose={rights.close}
              actions={{ close: actions.closeCoverageAction, reopen: actions.reopenCoverageAction }}
            />
            <Composer
              authors={authors.map(({ key, name }) => ({ key, name }))}
              published={desk.entries.map(({ id }) => id)}
            />
            <DeskLists
              desk={desk}
              context={{
                ...{ language, beside, shownIn, timeZone, authors, rights },
                pictures: pictures.seen,
                ...{ items, now: now() },
                actions: {
                  mark: actions.markEntryAction,
                  withdraw: actions.withdrawEntryAction,
                  discard: actions.discardDraftAction,
                  setAuthor: actions.setAuthorAction,
                  makeStory: actions.makeStoryAction,
                  dismissVersion: dismissEntryVersionAction,
                },
              }}
              olderAddress={
                desk.more === null ? null : liveDeskAddress(storyId, { language, beside, before: desk.more })
              }
              moveAction={actions.moveKeyEventAction}
            />
          </div>
          <Refresh everyMs={REFRESH_MS} />
        </DeskEditor>
      </NextIntlClientProvider>
    </NewsroomPage>
  );
}
