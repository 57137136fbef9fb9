import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTopicName } from '#components/staff/topics/topic-name';
import { ARTICLES } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import type { NewsroomFilter } from '#newsroom/editing/newsroom-list';
import { STATES, WORKFLOWS } from '#newsroom/editing/working-copy';
import type { TopicName } from '#newsroom/topics/topic-name';

const NARROWING = [
  'state',
  'workflow',
  'language',
  'kind',
  'section',
  'by',
  'from',
  'to',
] as const satisfies (keyof NewsroomFilter)[];

/** Narrows the list; a plain form, so that every view has an address that can be kept and sent. */
export function ArticleFilter({
  filter,
  sections,
  names,
}: {
  filter: NewsroomFilter;
  sections: TopicName[];
  names: { id: string; name: string }[];
}) {
  const t = useTranslations();
  const nameOf = useTopicName();
  const isNarrowed = NARROWING.some((name) => filter[name]);
  const choice = (name: keyof NewsroomFilter, label: string, options: ReactNode) => (
    <label className="field">
      <span>{label}</span>
      <select name={name} defaultValue={filter[name] ?? ''} className="input">
        <option value="">{t('articles.filter.any')}</option>
        {options}
      </select>
    </label>
  );
  const option = (value: string, word: string) => (
    <option key={value} value={value}>
      {word}
    </option>
  );
  return (
    <search>
      <form action={ARTICLES} className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <label className="field min-w-0 flex-[1_1_12rem]">
            <span>{t('articles.filter.search')}</span>
            <input name="q" type="search" defaultValue={filter.q} minLength={2} maxLength={100} className="input" />
          </label>
          <button type="submit" className="button">
            {t('articles.filter.submit')}
          </button>
          {(isNarrowed || filter.q) && (
            <a href={ARTICLES} className="quiet underline">
              {t('articles.filter.clear')}
            </a>
          )}
        </div>
        <details className="narrowing" open={isNarrowed}>
          <summary className="quiet underline">{t('articles.filter.more')}</summary>
          <div className="grid grid-cols-2 gap-3 tablet:grid-cols-4 desk:grid-cols-8">
            {choice(
              'state',
              t('articles.filter.publication'),
              [...STATES, 'pending', 'removed'].map((state) => option(state, t(`articleStatus.${state as 'pending'}`))),
            )}
            {choice(
              'workflow',
              t('articles.filter.status'),
              WORKFLOWS.map((step) => option(step, t(`articleStatus.${step}`))),
            )}
            {choice(
              'language',
              t('articles.filter.language'),
              LANGUAGES.map(({ code, name }) => option(code, name)),
            )}
            {choice(
              'kind',
              t('fields.kind'),
              STORY_KINDS.map((kind) => option(kind, t(`kinds.${kind}`))),
            )}
            {choice(
              'section',
              t('articles.filter.section'),
              sections.map((section) => option(section.key, nameOf(section))),
            )}
            {choice(
              'by',
              t('articles.filter.createdBy'),
              names.map(({ id, name }) => option(id, name)),
            )}
            <label className="field col-start-1 tablet:col-start-auto">
              <span>{t('articles.filter.from')}</span>
              <input type="date" name="from" defaultValue={filter.from} className="input" />
            </label>
            <label className="field">
              <span>{t('articles.filter.to')}</span>
              <input type="date" name="to" defaultValue={filter.to} className="input" />
            </label>
          </div>
        </details>
      </form>
    </search>
  );
}
