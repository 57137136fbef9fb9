import { listPlans } from '#newsroom/letters/settings/find-letter-settings';
import { findSubscriber, findSuppression, listSubscribers } from '#newsroom/letters/subscribers/list-subscribers';
import { findEditable } from '#newsroom/letters/writing/find-editable-letter';
import { countSubscribers, findSums, listLetters } from '#newsroom/letters/writing/list-letters';

export const readLetters = listLetters;
export const readEditableLetter = findEditable;
export const readSums = findSums;
export const readSubscriberCounts = countSubscribers;
export const readSubscribers = listSubscribers;
export const readSubscriber = findSubscriber;
export const readSuppression = findSuppression;
export const readPlans = listPlans;
