import { useTranslations } from 'next-intl';
import { StoryBody } from '#components/article/story-body';
import type { FormAction } from '#components/staff/form-answer.ts';
import { EntryOrigin } from '#components/staff/live/entry-origin';
import { StaffForm } from '#components/staff/staff-form.island';
import { EditableEntry } from '#editor/live/editable-entry.island.tsx';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import { entryName } from '#newsroom/live/entry';
import type { DeskEntry, DeskText } from '#newsroom/live/list-desk';
import type { Picture } from '#newsroom/media/picture';
import type { TopicName } from '#newsroom/topics/topic-name';
import type { EntryItem } from '#newsroom/wire/list-entry-items';

type EntryActions = Record<'mark' | 'withdraw' | 'discard' | 'setAuthor' | 'makeStory' | 'dismissVersion', FormAction>;

export type EntryContext = {
  /** In which entries are written, and beside which. */
  language: Language;
  beside: Language | undefined;
  /** Of the person. */
  shownIn: Language;
  timeZone: string;
  pictures: ReadonlyMap<string, Picture>;
  /** What entries were made from, by their ids. */
  items: ReadonlyMap<number, EntryItem>;
  now: Date;
  authors: TopicName[];
  rights: { publish: boolean; makeStory: boolean };
  actions: EntryActions;
};

/** An entry as its writers see it: in the language of the desk, beside the one that it is translated from. */
export function DeskEntryView({ entry, context }: { entry: DeskEntry; context: EntryContext }) {
  const t = useTranslations('liveDesk');
  const { language, beside, shownIn, timeZone, pictures, items, now, actions } = context;
  const { id, texts, shownAt, isPinned, isKey, heldBy } = entry;
  const own = texts.find((text) => text.language === language);
  // The first is the one that was published first.
  const source = texts.find((text) => text.language === beside) ?? (own ? undefined : texts[0]);
  const named = own ?? texts[0];
  const name = named ? entryName(named, `#${id}`) : `#${id}`;
  const item = items.get(id);
  return (
    <li className="live-desk-entry" id={`entry-${id}`}>
      <p className="flex flex-wrap items-center gap-x-3 text-small">
        {shownAt && <time dateTime={shownAt.toISOString()}>{dateAndTime(shownAt, shownIn, timeZone)}</time>}
        <span className={own?.state === 'published' ? 'state state-live' : 'state state-now'}>
          {own ? t(`entryState.${stateOf(own)}`) : t('untranslated')}
        </span>
        {isPinned && <span className="state">{t('isPinned')}</span>}
        {isKey && <span className="state">{t('isKey')}</span>}
      </p>
      {item && (
        <EntryOrigin
          {...{ name, item, now, timeZone }}
          entryId={id}
          language={shownIn}
          dismissAction={actions.dismissVersion}
        />
      )}
      <div className={source ? 'live-beside' : ''}>
        {source && (
          <div lang={source.language} className="live-source">
            <p className="field-name" lang={shownIn}>
              {t('original')}: {languageOf(source.language).name}
            </p>
            <EntryText text={source} pictures={pictures} />
          </div>
        )}
        <div>
          <EditableEntry
            entry={id}
            text={own ? { title: own.title, body: own.body } : null}
            version={own?.version ?? 0}
            isPublished={own?.state === 'published'}
            name={name}
            heldBy={heldBy}
          >
            {own && (
              <div lang={language}>
                <EntryText text={own} pictures={pictures} />
              </div>
            )}
          </EditableEntry>
        </div>
      </div>
      <EntryTools entry={entry} name={name} own={own} context={context} />
    </li>
  );
}

function stateOf({ state, version, publishedVersion }: DeskText) {
  return state === 'published' && version !== publishedVersion ? 'changed' : state;
}

function EntryText({ text, pictures }: { text: DeskText; pictures: ReadonlyMap<string, Picture> }) {
  return (
    <>
      {text.title && <h3 className="headline">{text.title}</h3>}
      <div className="story-text">
        <StoryBody body={text.body} pictures={pictures} />
      </div>
    </>
  );
}

/** What can be done to an entry besides writing it. */
function EntryTools({
  entry: { id, texts, isPinned, isKey, author, ownArticles },
  name,
  own,
  context: { language, authors, rights, actions },
}: {
  entry: DeskEntry;
  name: string;
  own: DeskText | undefined;
  context: EntryContext;
}) {
  const t = useTranslations('liveDesk');
  const isOut = texts.some(({ state }) => state === 'published');
  const wasOut = texts.some(({ state }) => state !== 'draft');
  const ownArticle = ownArticles?.find((one) => one.language === language) ?? ownArticles?.[0];
  const mark = (to: 'pin' | 'unpin' | 'addKeyEvent' | 'removeKeyEvent') => (
    <StaffForm action={actions.mark}>
      <input type="hidden" name="entry" value={id} />
      <button type="submit" name="mark" value={to} className="button" aria-label={`${t(to)}: ${name}`}>
        {t(to)}
      </button>
    </StaffForm>
  );
  return (
    <div className="live-desk-tools">
      {rights.publish && isOut && (
        <>
          {mark(isPinned ? 'unpin' : 'pin')}
          {mark(isKey ? 'removeKeyEvent' : 'addKeyEvent')}
        </>
      )}
      {ownArticle ? (
        <a href={editAddress(ownArticle.id)} className="quiet underline">
          {t('openStory')}
        </a>
      ) : (
        rights.makeStory &&
        own && (
          <StaffForm action={actions.makeStory}>
            <input type="hidden" name="entry" value={id} />
            <button
              type="submit"
              name="language"
              value={language}
              className="button"
              aria-label={`${t('makeStory')}: ${name}`}
            >
              {t('makeStory')}
            </button>
          </StaffForm>
        )
      )}
      <details>
        <summary className="quiet">
          {t('author')}: {authors.find(({ key }) => key === author)?.name ?? t('noAuthor')}
        </summary>
        <StaffForm action={actions.setAuthor} className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="entry" value={id} />
          <select name="author" className="input" defaultValue={author ?? ''} aria-label={`${t('author')}: ${name}`}>
            <option value="">{t('noAuthor')}</option>
            {authors.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" className="button">
            {t('save')}
          </button>
        </StaffForm>
      </details>
      {rights.publish && isOut && (
        <Confirmed {...{ id, name }} label={t('withdraw')} question={t('withdrawConfirm')} action={actions.withdraw} />
      )}
      {!wasOut && (
        <Confirmed {...{ id, name }} label={t('discard')} question={t('discardConfirm')} action={actions.discard} />
      )}
    </div>
  );
}

/** What is done only after it has been asked once more. */
function Confirmed({
  id,
  name,
  label,
  question,
  action,
}: {
  id: number;
  name: string;
  label: string;
  question: string;
  action: FormAction;
}) {
  return (
    <details>
      <summary className="quiet" aria-label={`${label}: ${name}`}>
        {label}
      </summary>
      <StaffForm action={action} className="grid justify-items-start gap-2">
        <input type="hidden" name="entry" value={id} />
        <p>{question}</p>
        <button type="submit" name="sure" value="yes" className="button button-danger" aria-label={`${label}: ${name}`}>
          {label}
        </button>
      </StaffForm>
    </details>
  );
}
