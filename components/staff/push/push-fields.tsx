import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { QuietHours } from '#components/staff/quiet-hours';
import type { PushSettings } from '#newsroom/push/find-push-settings';

/** Whether there are notifications, how many a day, and when there are none. */
export function PushFields({ settings, timeZone }: { settings: PushSettings | null; timeZone: string }) {
  const t = useTranslations('push');
  return (
    <>
      <label className="flex min-h-11 items-center gap-2">
        <input type="checkbox" name="isOn" defaultChecked={settings?.isOn ?? false} /> {t('isOn')}
      </label>
      <Field
        label={t('contact')}
        name="contact"
        hint={t('contactHint')}
        defaultValue={settings?.contact ?? ''}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        label={t('mostADay')}
        name="mostADay"
        hint={t('mostADayHint')}
        defaultValue={String(settings?.mostADay ?? 3)}
        maxLength={2}
        inputMode="numeric"
        autoComplete="off"
        required
      />
      <QuietHours
        hours={settings?.quietHours ?? null}
        words={{
          legend: t('quietHours'),
          hint: t('quietHoursHint', { timeZone }),
          from: t('quietFrom'),
          until: t('quietUntil'),
          none: t('noHour'),
        }}
      />
      <label className="flex min-h-11 items-center gap-2">
        <input type="checkbox" name="urgentAlways" defaultChecked={settings?.urgentAlways ?? false} />{' '}
        {t('urgentAlways')}
      </label>
    </>
  );
}
