import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { FragmentFocus } from '#components/staff/fronts/fragment-focus.island';
import { HiddenStories } from '#components/staff/fronts/hidden-stories';
import { OpeningPlaces } from '#components/staff/fronts/opening-places';
import { OtherLayout } from '#components/staff/fronts/other-layout';
import { StoryChoices } from '#components/staff/fronts/story-choices';
import { UnpublishedStories } from '#components/staff/fronts/unpublished-stories';
import { UnsavedTimes } from '#components/staff/fronts/unsaved-times.island';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { frontAddress } from '#i18n/addresses';
import { activityAddress, frontLayoutAddress, frontPreviewAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { now } from '#platform/clock';
import { arrangeAction } from './actions.ts';
import { readFrontLayout, type SearchParams } from './reads.ts';

export async function generateMetadata() {
  await requireActor('front.edit');
  return { title: (await getTranslations('newsroom.navigation'))('front') };
}

export default async function FrontLayoutPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor('front.edit');
  const given = await searchParams;
  const desk = await readFrontLayout(actor, given);
  if (!desk) notFound();
  const { language, timeZone, placed, front, found, q, version, layout, changed, other } = desk;
  const t = await getTranslations();
  const choices = { language, timeZone, now: now() };
  const isChanged = changed.length > 0;
  const places = changed.map(({ place }) => t(`fields.${place === 'kept_off' ? 'keptOff' : place}`)).join(', ');
  return (
    <NewsroomPage
      actor={actor}
      room="front"
      title={t('newsroom.navigation.front')}
      tools={
        <p className="flex flex-wrap gap-x-2">
          <a href={frontPreviewAddress({ language, layout })} className="quiet underline">
            {t('frontLayout.preview')}
          </a>
          <a href={frontAddress(language)} className="quiet underline">
            {t('frontLayout.viewOnSite')}
          </a>
          <a href={activityAddress({ resource: 'front', resourceId: language })} className="quiet underline">
            {t('frontLayout.activity')}
          </a>
        </p>
      }
    >
      <NewsroomTabs
        label={t('frontLayout.language')}
        tabs={LANGUAGES.map(({ code, name }) => ({
          name,
          href: frontLayoutAddress({ language: code }),
          isHere: code === language,
        }))}
      />
      {given.saved === 'yes' && !isChanged && (
        <p id="told" tabIndex={-1} role="status" className="message mb-4">
          {t('frontLayout.saved')}
        </p>
      )}
      <UnpublishedStories placed={placed} timeZone={timeZone} />
      <StaffForm action={arrangeAction} label={t('newsroom.navigation.front')} className="front-form">
        <FragmentFocus layout={layout} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="layout" value={layout} />
        <search className="mb-4 flex flex-wrap items-end gap-2">
          <label className="field min-w-0 flex-[0_1_24rem]">
            <span>{t('frontLayout.search.label')}</span>
            <input name="q" type="search" defaultValue={q} maxLength={100} className="input" />
          </label>
          {/* The first button of the form is what Enter presses. */}
          <button type="submit" name="press" value="find" className="button">
            {t('frontLayout.search.submit')}
          </button>
        </search>
        {other && <OtherLayout other={other} own={placed} language={language} timeZone={timeZone} />}
        {found && (
          <section aria-labelledby="found" className="mb-6">
            <h2 id="found" tabIndex={-1} className="newsroom-heading">
              {t('frontLayout.search.results')}
            </h2>
            {found.length === 0 && <p>{t('frontLayout.search.none')}</p>}
            <StoryChoices stories={found} {...choices} />
          </section>
        )}
        <div className="grid gap-x-8 gap-y-6 desk:grid-cols-[3fr_2fr]">
          <section aria-labelledby="layout">
            <h2 id="layout" tabIndex={-1} className="newsroom-heading">
              {t('frontLayout.top.title')}
            </h2>
            <p className="field-hint mb-2">{t('frontLayout.top.hint')}</p>
            <OpeningPlaces placed={placed} front={front} language={language} timeZone={timeZone} />
            <HiddenStories placed={placed} language={language} timeZone={timeZone} />
          </section>
          <section aria-labelledby="latest">
            <h2 id="latest" className="newsroom-heading">
              {t('frontLayout.latest')}
            </h2>
            <StoryChoices
              stories={front.latest.map(({ section, ...card }) => ({
                ...card,
                section: section.name,
                sectionIn: language,
              }))}
              {...choices}
            />
          </section>
        </div>
        <div className="front-save">
          <button type="submit" name="press" value="save" className="button button-main">
            {t('frontLayout.save')}
          </button>
          <UnsavedTimes key={layout} note={t('frontLayout.unsavedTimes')} />
          {isChanged && (
            <>
              <p>{t('frontLayout.unsaved', { places })}</p>
              <a href={frontLayoutAddress({ language })} className="quiet underline">
                {t('frontLayout.discard')}
              </a>
            </>
          )}
        </div>
      </StaffForm>
    </NewsroomPage>
  );
}
