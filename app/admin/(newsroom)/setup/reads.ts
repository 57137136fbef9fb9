import { findEditableSettings } from '#newsroom/settings/find-editable-settings';
import { hasDemo } from '#newsroom/setup/demo';
import { isSetUpOpen } from '#newsroom/setup/set-up-site';

/** What there is to choose; null where it has been chosen. */
export async function readSetUp() {
  if (!(await isSetUpOpen())) return null;
  const [found, isDemoThere] = await Promise.all([findEditableSettings(), hasDemo()]);
  return { settings: found?.settings, isDemoThere };
}
