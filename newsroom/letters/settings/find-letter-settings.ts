import { isLanguage, LANGUAGE_CODES, type Language } from '#i18n/languages';
import { isLetterKind, LETTER_KINDS, type LetterKind } from '#newsroom/letters/kinds';
import { type LetterPlan, NO_PLAN, type ShownLetterSettings } from '#newsroom/letters/settings/letter-settings';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { decrypt } from '#platform/encryption';
import { publicUrl, readEnvironment } from '#platform/env';
import type { DkimKey } from '#platform/mail-message';
import { dependOn } from '#platform/reads';

/** What secrets of letters are encrypted for. */
export const LETTER_SECRET = 'letters';

/** The settings of letters as the newsroom shows them; null for somebody who may not see them. */
export async function findLetterSettings(actor: Actor): Promise<ShownLetterSettings | null> {
  if (!may(actor, 'letter.setUp')) return null;
  const [row, plans] = await Promise.all([
    database().letterSettings.findUnique({ where: { id: 1 } }),
    database().letterPlan.findMany(),
  ]);
  return {
    isOn: row?.isOn ?? false,
    senderAddress: row?.senderAddress ?? '',
    replyTo: row?.replyTo ?? '',
    postalAddress: row?.postalAddress ?? '',
    returnPath: row?.returnPath ?? '',
    perMinute: row?.perMinute ?? 120,
    signs: signingKeyOf(row) !== null,
    hasSmtp: row?.smtp != null,
    isSmtpReadable: isReadable(row?.smtp),
    isKeyReadable: isReadable(signingKeyOf(row)),
    hasMail: readEnvironment().SMTP_URL !== undefined,
    hasMailbox: row?.mailbox != null,
    hasReportWord: row?.reportHash != null,
    mailboxTrouble: row?.mailboxTrouble ?? '',
    dkim:
      row && signingKeyOf(row)
        ? {
            name: `${row.dkimSelector}._domainkey.${row.dkimDomain}`,
            value: `v=DKIM1; k=rsa; p=${row.dkimPublic}`,
          }
        : null,
    version: row?.version ?? 0,
    plans: LANGUAGE_CODES.flatMap((language) =>
      LETTER_KINDS.map((kind) => ({ ...NO_PLAN, ...plans.find(isOf(language, kind)), language, kind })),
    ),
  };
}

/** What letters are signed with; null where they are not: then its domain is empty, and the key is kept. */
function signingKeyOf(row: { dkimDomain: string; dkimKey: Uint8Array | null } | null): Uint8Array | null {
  return row && row.dkimDomain !== '' ? row.dkimKey : null;
}

/** Whether a secret can be read here; one that there is none of can. */
export function isReadable(secret: Uint8Array | null | undefined): boolean {
  return secret == null || decrypt(secret, LETTER_SECRET) !== undefined;
}

function isOf(language: Language, kind: LetterKind) {
  return (plan: { language: string; kind: string }) => plan.language === language && plan.kind === kind;
}

/** Which kinds of letters a reader can subscribe to in a language; none while letters are off. */
export async function listLetterKinds(language: Language): Promise<LetterKind[]> {
  dependOn(SITE);
  const rows = await database().$queryRaw<{ kind: string }[]>`
    SELECT kind FROM letter_plan WHERE language = ${language} AND is_on
      AND EXISTS (SELECT FROM letter_settings WHERE is_on)`;
  return LETTER_KINDS.filter((kind) => rows.some((row) => row.kind === kind));
}

/** What letters are sent with. */
export type Sending = {
  /** A mail server's address, with its password. */
  server: { url: string; isOnInternet: boolean };
  senderAddress: string;
  replyTo: string;
  postalAddress: string;
  /** Empty where what comes back is not read. */
  returnPath: string;
  perMinute: number;
  key: DkimKey | undefined;
};

/** What letters are sent with; undefined where they are off, or where secrets cannot be read any more. */
export async function findSending({ evenOff = false } = {}): Promise<Sending | undefined> {
  const row = await database().letterSettings.findUnique({ where: { id: 1 } });
  if (!row || !(row.isOn || evenOff) || row.senderAddress === '') return undefined;
  const own = row.smtp && decrypt(row.smtp, LETTER_SECRET);
  const url = own ?? (row.smtp ? undefined : readEnvironment().SMTP_URL);
  const key = signingKeyOf(row);
  const privateKey = key && decrypt(key, LETTER_SECRET);
  // Unsigned, large providers would refuse them all, and judge the sender by that.
  if (!url || (key && !privateKey)) return undefined;
  const { senderAddress, replyTo, postalAddress, returnPath, perMinute } = row;
  return {
    server: { url, isOnInternet: Boolean(own) },
    ...{ senderAddress, replyTo, postalAddress, returnPath, perMinute },
    key: privateKey ? { domain: row.dkimDomain, selector: row.dkimSelector, privateKey } : undefined,
  };
}

/** When letters go, of kinds that are on; none while letters are off. */
export async function listPlans(): Promise<LetterPlan[]> {
  const rows = await database().$queryRaw<
    (Omit<LetterPlan, 'kind' | 'language'> & { kind: string; language: string })[]
  >`
    SELECT language, kind, is_on AS "isOn", minute, weekday, waits, sender_name AS "senderName"
    FROM letter_plan WHERE is_on AND EXISTS (SELECT FROM letter_settings WHERE is_on)`;
  return rows.flatMap(({ kind, language, ...plan }) => {
    return isLetterKind(kind) && isLanguage(language) ? [{ ...plan, kind, language }] : [];
  });
}

/** What a site is called where letters come from, its address, clocks and colours. */
export type LetterSite = { name: string; timeZone: string; url: string; accent: { light: string; dark: string } };

const ACCENT = { light: '#A6192E', dark: '#F0808B' };

export async function findSite(language: Language): Promise<LetterSite> {
  const { name, timeZone, look } = await findSiteSettings(language);
  return { name, timeZone, url: publicUrl(), accent: look.accent ?? ACCENT };
}
