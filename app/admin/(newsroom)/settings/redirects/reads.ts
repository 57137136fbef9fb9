import { cache } from 'react';
import { findRedirect, listRedirects } from '#newsroom/redirects/list-redirects';
import { listUnanswered } from '#newsroom/redirects/list-unanswered';

export const readRedirects = listRedirects;
export const readRedirect = cache(findRedirect);
export const readUnanswered = listUnanswered;
