import { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import { Field } from '#components/staff/field';
import { QuietHours } from '#components/staff/quiet-hours';
import { LANGUAGES } from '#i18n/languages';
import type { ChannelKind } from '#newsroom/deliveries/channels/channels';
import type { ListedChannel } from '#newsroom/deliveries/channels/list-channels';

/** What the fields of a channel show: of one that there is, or of a new one. */
type Values = Pick<ListedChannel, 'kind' | 'name' | 'languages' | 'config'> & { isNew: boolean };

/** Fields of several channels stand on a page. */
type Part = { config: ListedChannel['config']; idOf: (name: string) => string };

const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

/** What each kind needs to know. */
export const KIND_FIELDS: Record<ChannelKind, ComponentType<Part>> = {
  telegram: TelegramFields,
  mastodon: MastodonFields,
  bluesky: BlueskyFields,
};

/** How a channel is called, where it is, how the portal gets in, and what is posted there. */
export function ChannelFields({ kind, name, languages, config, isNew }: Values) {
  const t = useTranslations('channels');
  const idOf = (field: string) => `${kind}-${field}`;
  const Own = KIND_FIELDS[kind];
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <Field
        label={t('name')}
        id={idOf('name')}
        name="name"
        hint={t('nameHint')}
        defaultValue={name}
        maxLength={100}
        autoComplete="off"
        required
      />
      <Own config={config} idOf={idOf} />
      <Field
        label={t(`secret.${kind}`)}
        id={idOf('secret')}
        name="secret"
        type="password"
        hint={isNew ? t(`secretHint.${kind}`) : `${t('secretKept')} ${t(`secretHint.${kind}`)}`}
        maxLength={500}
        autoComplete="new-password"
        required={isNew}
      />
      <fieldset>
        <legend className="font-semibold">{t('languages')}</legend>
        <p className="field-hint">{t('languagesHint')}</p>
        {LANGUAGES.map(({ code, name: own }) => (
          <label key={code} className="flex min-h-11 items-center gap-2" lang={code}>
            <input type="checkbox" name="languages" value={code} defaultChecked={languages.includes(code)} /> {own}
          </label>
        ))}
      </fieldset>
      <Field
        label={t('newsMinutes')}
        id={idOf('newsMinutes')}
        name="newsMinutes"
        hint={t('newsMinutesHint')}
        defaultValue={textOf(config.newsMinutes, '60')}
        maxLength={6}
        inputMode="numeric"
        autoComplete="off"
        required
      />
    </>
  );
}

function TelegramFields({ config, idOf }: Part) {
  const t = useTranslations('channels');
  return (
    <>
      <Field
        label={t('chat')}
        id={idOf('chat')}
        name="chat"
        hint={t('chatHint')}
        defaultValue={textOf(config.chat)}
        maxLength={50}
        {...plain}
        required
      />
      <div>
        <label className="flex min-h-11 items-center gap-2">
          <input
            type="checkbox"
            name="hasPictures"
            defaultChecked={config.hasPictures !== false}
            aria-describedby={idOf('pictures')}
          />{' '}
          {t('hasPictures')}
        </label>
        <p id={idOf('pictures')} className="field-hint">
          {t('hasPicturesHint')}
        </p>
      </div>
      <QuietHours
        hours={config.quietHours}
        words={{
          legend: t('quietHours'),
          hint: t('quietHoursHint'),
          from: t('quietFrom'),
          until: t('quietUntil'),
          none: t('noHour'),
        }}
      />
    </>
  );
}

function MastodonFields({ config, idOf }: Part) {
  const t = useTranslations('channels');
  return (
    <>
      <Field
        label={t('server')}
        id={idOf('server')}
        name="server"
        type="url"
        hint={t('mastodonServerHint')}
        defaultValue={textOf(config.server)}
        maxLength={300}
        {...plain}
        required
      />
      <Field
        label={t('longest')}
        id={idOf('longest')}
        name="longest"
        hint={t('longestHint')}
        defaultValue={textOf(config.longest, '500')}
        maxLength={6}
        inputMode="numeric"
        autoComplete="off"
        required
      />
    </>
  );
}

function BlueskyFields({ config, idOf }: Part) {
  const t = useTranslations('channels');
  return (
    <>
      <Field
        label={t('handle')}
        id={idOf('handle')}
        name="handle"
        hint={t('handleHint')}
        defaultValue={textOf(config.name)}
        maxLength={300}
        {...plain}
        required
      />
      <Field
        label={t('server')}
        id={idOf('server')}
        name="server"
        type="url"
        hint={t('blueskyServerHint')}
        defaultValue={textOf(config.server, 'https://bsky.social')}
        maxLength={300}
        {...plain}
        required
      />
    </>
  );
}

function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}
