import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { cache } from 'react';
import { SIGN_IN } from '#i18n/admin-addresses';
import { DEFAULT_LANGUAGE, isLanguage, type Language, NEWSROOM_LANGUAGES, newsroomLanguage } from '#i18n/languages';
import { preferredLanguage } from '#i18n/preferred-language';
import { findToken } from '#newsroom/api/find-token';
import type { Actor } from '#newsroom/permissions/actor';
import { may, type Permission } from '#newsroom/permissions/permissions';
import type { Role } from '#newsroom/permissions/role';
import { isSessionValid } from '#newsroom/staff/is-session-valid';
import { authentication } from '#platform/authentication';
import { noteActionBegun } from '#platform/begun-actions';
import { publicUrl } from '#platform/env';
import { deviceCookie, knownDevice } from '#platform/known-device';
import { currentTrouble } from '#platform/noted-trouble';
import { countSignInFailure, type SignInFailure } from '#platform/sign-in-failures';

// The one gate of the newsroom. Whoever is let through here is an Actor; what an actor may do, each verb asks for
// itself.

export type NotLetIn = { ok: false; message: string };

/** What somebody is told who is not let in. Why is counted, for metrics. */
export function notLetIn(reason: SignInFailure, message: string): NotLetIn {
  countSignInFailure(reason);
  return { ok: false, message };
}

/**
 * What the request said, with the cookies as they stand now: when an action has set one, the page is drawn after it
 * within the same request.
 */
export async function currentHeaders(): Promise<Headers> {
  const requestHeaders = new Headers(await headers());
  requestHeaders.set('cookie', (await cookies()).toString());
  return requestHeaders;
}

/**
 * The session that the request brings, asked for once per request; null without one, with one that was begun too long
 * ago, or with that of somebody who is suspended.
 */
export const currentSession = cache(async () => {
  // A session that is used is good for longer, which cannot be written to a standby.
  const query = currentTrouble() === 'read-only' ? { disableRefresh: true } : {};
  const found = await authentication().api.getSession({ headers: await currentHeaders(), query });
  return found && !found.user.suspendedAt && (await isSessionValid(found.session.id)) ? found : null;
});

/** Who is there by that session; null where nobody is. */
export async function getActor(): Promise<Actor | null> {
  const found = await currentSession();
  if (!found) return null;
  const { id, name, role, language } = found.user;
  const address = (await headers()).get('x-client-address') ?? '';
  return { id, name, role: role as Role, language: language as Language, address } as Actor;
}

/**
 * For a page: who is there, if they may do this. Whoever is not signed in is asked to; for whoever may not, there is no
 * such page.
 */
export async function requireActor(act: Permission): Promise<Actor> {
  const actor = await getActor();
  if (!actor) {
    const path = (await headers()).get('x-request-path') ?? '';
    redirect(`${SIGN_IN}?to=${encodeURIComponent(path)}`);
  }
  setRequestLocale(actor.language);
  if (!may(actor, act) && !MAY_OWN.has(act)) notFound();
  return actor;
}

/** What some roles may do to their own things alone: the page finds out which these are. */
const MAY_OWN = new Set<Permission>(['article.read', 'article.edit']);

/**
 * The program that a request to the API comes from, by its token; null without a valid one. Its role is never asked:
 * what it may do are its scopes.
 */
export async function tokenActor(request: Request): Promise<Actor | null> {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const found = await findToken(token);
  if (!found) return null;
  const address = request.headers.get('x-client-address') ?? '';
  const { id, name, scopes } = found;
  const actor = { id, name: `API: ${name}`, role: 'contributor', language: DEFAULT_LANGUAGE, address } as Actor;
  return { ...actor, scopes };
}

/**
 * For an action or a handler that changes something: who is there, if the request comes from a page of this site; else
 * null.
 */
export async function sameOriginActor(): Promise<Actor | null> {
  return (await isSameOrigin()) ? getActor() : null;
}

/**
 * Whether a request that changes something comes from a page of this site. Browsers say so by Sec-Fetch-Site, older
 * ones by Origin.
 */
export async function isSameOrigin(): Promise<boolean> {
  const requestHeaders = await headers();
  noteActionBegun(requestHeaders.get('x-request-id'));
  const site = requestHeaders.get('sec-fetch-site');
  return site ? site === 'same-origin' : requestHeaders.get('origin') === new URL(publicUrl()).origin;
}

/** An attempt to get into an account, as it is counted: from where, and whether with a browser known from before. */
export async function attemptFor(account: string): Promise<{ account: string; address: string; device?: string }> {
  const address = (await headers()).get('x-client-address') ?? '';
  const device = knownDevice(account, (await cookies()).get(deviceCookie(account))?.value);
  return { account, address, ...(device && { device }) };
}

/**
 * The language of the newsroom for somebody who has not signed in yet: chosen on the site before, else the browser's.
 */
export async function guestLocale(): Promise<Language> {
  const chosen = (await cookies()).get('language')?.value;
  const language = newsroomLanguage(
    isLanguage(chosen)
      ? chosen
      : (preferredLanguage((await headers()).get('accept-language') ?? '', NEWSROOM_LANGUAGES) ?? DEFAULT_LANGUAGE),
  );
  setRequestLocale(language);
  return language;
}
