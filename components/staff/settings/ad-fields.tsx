import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import type { AdPlace } from '#newsroom/settings/ad-places';
import type { PlaceAds } from '#newsroom/settings/editable-settings';

/** The advertisement of one place in every language; empty where there is none. */
export function AdFields({ place, ads }: { place: AdPlace; ads: PlaceAds }) {
  const t = useTranslations('fields');
  return (
    <>
      <input type="hidden" name="place" value={place} />
      <LanguageColumns>
        {(code) => (
          <>
            <Field
              label={t('title')}
              name={`title.${code}`}
              lang={code}
              maxLength={120}
              defaultValue={ads[code]?.title}
            />
            <LongField
              label={t('text')}
              name={`text.${code}`}
              lang={code}
              rows={2}
              maxLength={300}
              defaultValue={ads[code]?.text}
            />
            <Field
              label={t('href')}
              name={`href.${code}`}
              maxLength={500}
              defaultValue={ads[code]?.href}
              autoComplete="off"
            />
          </>
        )}
      </LanguageColumns>
    </>
  );
}
