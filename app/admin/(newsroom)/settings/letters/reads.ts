import { findLetterSettings } from '#newsroom/letters/settings/find-letter-settings';

export const readLetterSettings = findLetterSettings;
