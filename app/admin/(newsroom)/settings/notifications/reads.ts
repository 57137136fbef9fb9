import { findPushSettings } from '#newsroom/push/find-push-settings';

export const readPushSettings = findPushSettings;
