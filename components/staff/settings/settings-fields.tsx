import { useTranslations } from 'next-intl';
import { CrawlerFields } from '#components/staff/settings/crawler-fields';
import { PlaceFields } from '#components/staff/settings/place-fields';
import { SocialLinks } from '#components/staff/settings/social-links.island';
import { SiteTextFields } from '#components/staff/settings/text-fields';
import { WritingFields } from '#components/staff/settings/writing-fields';
import type { EditableSettings } from '#newsroom/settings/editable-settings';
import type { Section } from '#newsroom/topics/topic';

/** Everything that the paper settles about itself, field by field. */
export function SettingsFields({
  settings,
  sections,
  zones,
}: {
  settings: EditableSettings | undefined;
  sections: Section[];
  zones: string[];
}) {
  const t = useTranslations();
  return (
    <>
      <SiteTextFields settings={settings} />
      <PlaceFields settings={settings} sections={sections} zones={zones} />
      <h2 className="newsroom-heading">{t('settings.social')}</h2>
      <p className="field-hint">{t('settings.socialHint')}</p>
      <SocialLinks
        links={settings?.socialLinks ?? []}
        words={{
          ...{ add: t('settings.socialLinks.add'), remove: t('settings.socialLinks.remove') },
          ...{ up: t('settings.socialLinks.up'), down: t('settings.socialLinks.down') },
        }}
      />
      <WritingFields settings={settings} />
      <CrawlerFields settings={settings} />
    </>
  );
}
