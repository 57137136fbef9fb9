// Addresses of the newsroom: in no language, for what a person reads there is their own choice.

export const DESK = '/admin';
export const SIGN_IN = '/admin/sign-in';
export const SECOND_FACTOR = '/admin/second-factor';
export const NEW_PASSWORD = '/admin/new-password';
export const ARTICLES = '/admin/articles';
export const BOARD = '/admin/board';
export const PICTURES = '/admin/pictures';
export const TOPICS = '/admin/topics';
export const MASTHEAD = '/admin/masthead';
export const PEOPLE = '/admin/people';
export const ACCOUNT = '/admin/account';
export const AUDIT = '/admin/audit';
export const TRASH = '/admin/trash';

/** Where a link that lets somebody in once leads. The token is in the path: a fragment would need a script, a query would be in Referer headers. */
export function entryAddress(token: string): string {
  return `/admin/enter/${token}`;
}

export function editAddress(articleId: number): string {
  return `${ARTICLES}/${articleId}`;
}

export function previewAddress(articleId: number): string {
  return `/admin/preview/${articleId}`;
}

/** What somebody without an account may read a draft by. */
export function sharedPreviewAddress(token: string): string {
  return `/admin/shared/${token}`;
}

/** A page of the newsroom as somebody asked for it, or the desk: nothing that somebody else has put into a link is gone on to. */
export function deskAddressOr(asked: string): string {
  const address = URL.canParse(asked, 'http://desk') ? new URL(asked, 'http://desk') : null;
  const isInside = address?.host === 'desk' && /^\/admin(\/|$)/.test(address.pathname);
  return isInside && address.pathname !== SIGN_IN ? address.pathname + address.search : DESK;
}
