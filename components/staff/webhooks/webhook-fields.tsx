import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LANGUAGES } from '#i18n/languages';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';

type Values = { name: string; url: string; events: readonly string[]; languages: readonly string[] };

/** Who is told, where, of what, in which languages. */
export function WebhookFields({ name, url, events, languages }: Values) {
  const t = useTranslations('webhooks');
  return (
    <>
      <Field
        label={t('name')}
        name="name"
        hint={t('nameHint')}
        defaultValue={name}
        maxLength={100}
        autoComplete="off"
        required
      />
      <Field
        label={t('url')}
        name="url"
        type="url"
        hint={t('urlHint')}
        defaultValue={url}
        maxLength={2_000}
        autoComplete="off"
        required
      />
      <fieldset>
        <legend className="font-semibold">{t('events')}</legend>
        {STORY_EVENTS.map((event) => (
          <label key={event} className="flex min-h-11 items-center gap-2">
            <input type="checkbox" name="events" value={event} defaultChecked={events.includes(event)} />{' '}
            {t(`event.${event}`)}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="font-semibold">{t('languages')}</legend>
        <p className="field-hint">{t('languagesHint')}</p>
        {LANGUAGES.map(({ code, name: own }) => (
          <label key={code} className="flex min-h-11 items-center gap-2" lang={code}>
            <input type="checkbox" name="languages" value={code} defaultChecked={languages.includes(code)} /> {own}
          </label>
        ))}
      </fieldset>
    </>
  );
}
