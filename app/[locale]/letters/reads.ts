import { cache } from 'react';
import { findAsked, findOwnSubscription } from '#newsroom/letters/subscribers/find-own-subscription';
import { openForm } from '#newsroom/letters/subscribers/sealed-form';

export const readAsked = cache(findAsked);
export const readOwnSubscription = cache(findOwnSubscription);
export const readTyped = openForm;
