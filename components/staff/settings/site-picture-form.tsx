import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/** Brings a logo or icon, and takes it away. `current` is where it is, `on` the theme that it is for. */
export function SitePictureForm({
  label,
  note,
  action,
  theme,
  current,
}: {
  label: string;
  note: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
  theme?: 'light' | 'dark';
  current: string | null;
}) {
  const t = useTranslations('settings.appearance');
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{label}</h2>
      <p className="text-soft">{note}</p>
      {current && (
        <p className={`site-picture ${theme === 'dark' ? 'site-picture-dark' : ''}`}>
          {/* biome-ignore lint/performance/noImgElement: a file of the site, as it is. */}
          <img src={current} alt={t('current', { what: label })} />
        </p>
      )}
      <StaffForm action={action} label={label} className="grid justify-items-start gap-4 *:w-full">
        {theme && <input type="hidden" name="theme" value={theme} />}
        <Field label={t('file')} name="file" type="file" accept=".svg,.png,image/svg+xml,image/png" />
        <div className="flex flex-wrap gap-2">
          <button type="submit" name="act" value="save" className="button button-main">
            {t('upload')}
          </button>
          {current && (
            <button type="submit" name="act" value="remove" className="button">
              {t('remove')}
            </button>
          )}
        </div>
      </StaffForm>
    </section>
  );
}
