import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';

/** Where an old address leads, or that it is gone. */
export function DestinationFields({ to, isGone }: { to: string; isGone: boolean }) {
  const t = useTranslations('redirects');
  return (
    <>
      <Field
        label={t('to')}
        name="to"
        hint={t('toHint')}
        defaultValue={to}
        maxLength={2_000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <label className="flex min-h-11 items-center gap-2">
        <input key={String(isGone)} type="checkbox" name="gone" defaultChecked={isGone} /> {t('gone')}
      </label>
    </>
  );
}
