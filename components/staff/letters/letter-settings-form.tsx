import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { LongField } from '#components/staff/long-field';
import { StaffForm } from '#components/staff/staff-form.island';
import { weekdays } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { LetterPlan, ShownLetterSettings } from '#newsroom/letters/settings/letter-settings';

type Action = ComponentProps<typeof StaffForm>['action'];

/** How letters are sent, and which there are. */
export function LetterSettingsForm({
  settings,
  language,
  action,
}: {
  settings: ShownLetterSettings;
  language: Language;
  action: Action;
}) {
  const t = useTranslations('newsletters.settings');
  const { plans } = settings;
  const languages = [...new Set(plans.map((plan) => plan.language))];
  return (
    <StaffForm action={action} label={t('title')} className="grid max-w-2xl gap-4" seen={settings.version}>
      <Check name="isOn" label={t('isOn')} isChecked={settings.isOn} />
      <h2 className="newsroom-heading">{t('plans')}</h2>
      {languages.map((code) => (
        <fieldset key={code} className="grid gap-3 border border-rule p-3">
          <legend className="px-1 font-semibold">{languageOf(code).name}</legend>
          {plans
            .filter((plan) => plan.language === code)
            .map((plan) => (
              <PlanFields key={plan.kind} plan={plan} language={language} />
            ))}
        </fieldset>
      ))}
      <h2 className="newsroom-heading">{t('sender')}</h2>
      <Field
        label={t('senderAddress')}
        name="senderAddress"
        type="email"
        defaultValue={settings.senderAddress}
        maxLength={254}
        hint={t('senderAddressHint')}
      />
      <Field label={t('replyTo')} name="replyTo" type="email" defaultValue={settings.replyTo} maxLength={254} />
      <LongField
        label={t('postalAddress')}
        name="postalAddress"
        defaultValue={settings.postalAddress}
        maxLength={300}
        hint={t('postalAddressHint')}
        rows={2}
      />
      <h2 className="newsroom-heading">{t('server')}</h2>
      <SecretField
        name="smtp"
        label={t('smtp')}
        hint={settings.hasMail ? t('smtpHint') : t('smtpHintNone')}
        isKept={settings.hasSmtp}
      />
      {settings.hasSmtp && <Check name="removesSmtp" label={t('removeSmtp')} isChecked={false} />}
      {!settings.isSmtpReadable && <p className="message message-trouble">{t('smtpUnreadable')}</p>}
      <Field
        label={t('perMinute')}
        name="perMinute"
        inputMode="numeric"
        defaultValue={settings.perMinute}
        maxLength={5}
        hint={t('perMinuteHint')}
      />
      <Check name="signs" label={t('signs')} isChecked={settings.signs || settings.version === 0} />
      {!settings.isKeyReadable && <p className="message message-trouble">{t('keyUnreadable')}</p>}
      <h2 className="newsroom-heading">{t('returned')}</h2>
      <Field
        label={t('returnPath')}
        name="returnPath"
        type="email"
        defaultValue={settings.returnPath}
        maxLength={200}
        hint={t('returnPathHint')}
      />
      <SecretField name="mailbox" label={t('mailbox')} hint={t('mailboxHint')} isKept={settings.hasMailbox} />
      {settings.hasMailbox && <Check name="removesMailbox" label={t('removeMailbox')} isChecked={false} />}
      {settings.mailboxTrouble && (
        <p className="message message-trouble">{t('mailboxTrouble', { answer: settings.mailboxTrouble })}</p>
      )}
      <button type="submit" className="button button-main justify-self-start">
        {t('save')}
      </button>
    </StaffForm>
  );
}

/** A password in an address, which is never shown: an empty field leaves the one that is stored. */
function SecretField({ name, label, hint, isKept }: { name: string; label: string; hint: string; isKept: boolean }) {
  const t = useTranslations('newsletters.settings');
  return (
    <Field
      label={label}
      name={name}
      type="password"
      maxLength={500}
      autoComplete="new-password"
      hint={isKept ? `${hint} ${t('kept')}` : hint}
    />
  );
}

function Check({ name, label, isChecked }: { name: string; label: string; isChecked: boolean }) {
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input type="checkbox" name={name} defaultChecked={isChecked} /> {label}
    </label>
  );
}

function PlanFields({ plan, language }: { plan: LetterPlan; language: Language }) {
  const t = useTranslations('newsletters.settings');
  const kinds = useTranslations('letters.kinds');
  const { kind } = plan;
  const name = (field: string) => `plan.${plan.language}.${kind}.${field}`;
  const two = (number: number) => String(number).padStart(2, '0');
  const time = `${two(Math.floor(plan.minute / 60))}:${two(plan.minute % 60)}`;
  return (
    <div className="grid gap-2 border-rule border-b pb-3 last:border-b-0">
      <Check name={name('isOn')} label={kinds(kind)} isChecked={plan.isOn} />
      <div className="flex flex-wrap gap-3">
        {kind !== 'breaking' && (
          <Field label={t('time')} name={name('time')} type="time" defaultValue={time} required />
        )}
        {kind === 'weekly' && (
          <label className="field">
            <span>{t('weekday')}</span>
            <select name={name('weekday')} defaultValue={plan.weekday} className="input">
              {weekdays(language).map(({ long }, index) => (
                <option key={long} value={index + 1}>
                  {long}
                </option>
              ))}
            </select>
          </label>
        )}
        <Field
          label={t('senderName')}
          name={name('senderName')}
          defaultValue={plan.senderName}
          maxLength={100}
          lang={plan.language}
        />
      </div>
      {kind !== 'breaking' && <Check name={name('waits')} label={t('waits')} isChecked={plan.waits} />}
    </div>
  );
}
