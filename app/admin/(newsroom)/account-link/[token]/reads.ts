import { cache } from 'react';
import { findTokenLink } from '#newsroom/staff/find-token-link';

export const readTokenLink = cache(findTokenLink);
