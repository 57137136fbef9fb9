import type { Language } from '#i18n/languages';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';

export async function readLook(language: Language) {
  return (await findSiteSettings(language)).look;
}
