import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditEvent } from '#newsroom/audit/events';
import { database, type Sql, sql } from '#platform/database';

// better-auth writes sessions, passwords, second factors and passkeys through a client of ours, which puts the event of
// the activity log that belongs to such a write into one transaction with it.

type AccountEvent = { event: AuditEvent; detail?: { method: string } };

const signedIn = (method: string): AccountEvent => ({ event: 'account.signedIn', detail: { method } });

/**
 * By call of better-auth: which of its writes stands for what the person has done. Whatever else the call writes
 * follows from that.
 */
const EVENTS: Record<string, Record<string, AccountEvent>> = {
  signInEmail: { 'Session.create': signedIn('password') },
  // Takes the first code too, which turns two-factor authentication on.
  verifyTOTP: { 'Session.create': signedIn('code'), 'Staff.update': { event: 'account.twoFactorOn' } },
  verifyBackupCode: { 'Session.create': signedIn('recoveryCode') },
  verifyPasskeyAuthentication: { 'Session.create': signedIn('passkey') },
  changePassword: { 'Account.update': { event: 'account.passwordChanged' } },
  disableTwoFactor: { 'Staff.update': { event: 'account.twoFactorOff' } },
  generateBackupCodes: { 'TwoFactor.update': { event: 'account.recoveryCodesCreated' } },
  verifyPasskeyRegistration: { 'Passkey.create': { event: 'account.passkeyAdded' } },
};

type Call = { name: string; address: string; isRecorded: boolean };
type Write = { data?: { userId?: string; name?: string | null }; where?: { id?: string } };

const calls = new AsyncLocalStorage<Call>();

/** The same functions; while one runs, the audit knows it by its name. */
export function withCallNames<Api extends object>(api: Api): Api {
  return new Proxy(api, {
    get(target, name, receiver) {
      const call: unknown = Reflect.get(target, name, receiver);
      if (typeof call !== 'function' || typeof name !== 'string') return call;
      return (input?: { headers?: Headers }) =>
        calls.run({ name, address: input?.headers?.get('x-client-address') ?? '', isRecorded: false }, () =>
          call(input),
        );
    },
  });
}

/**
 * The process's client as better-auth is given it. Throws for a session that no event would tell of: nobody signs in
 * unrecorded.
 */
export function auditingDatabase() {
  const client = database();
  return client.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const call = calls.getStore();
          const write = `${model}.${operation}`;
          const event = call?.isRecorded ? undefined : EVENTS[call?.name ?? '']?.[write];
          if (!event && write === 'Session.create' && !call?.isRecorded)
            throw new Error(`${call?.name ?? 'A call'} would sign somebody in without an event in the activity log`);
          if (!call || !event) return query(args);
          call.isRecorded = true;
          const [result] = await client.$transaction([
            query(args) as never,
            client.$executeRaw(insertEvent(event, write, args as Write, call)),
          ]);
          return result;
        },
      },
    },
  });
}

function insertEvent({ event, detail }: AccountEvent, write: string, { data, where }: Write, { address }: Call): Sql {
  const person: Record<string, Sql> = {
    'Session.create': sql`${data?.userId}::text`,
    'Passkey.create': sql`${data?.userId}::text`,
    'Staff.update': sql`${where?.id}::text`,
    'Account.update': sql`(SELECT user_id FROM account WHERE id = ${where?.id})`,
    'TwoFactor.update': sql`(SELECT user_id FROM two_factor WHERE id = ${where?.id})`,
  };
  // Where two-factor authentication is on, the password alone signs nobody in.
  const isSignedIn = detail?.method === 'password' ? sql`two_factor_enabled IS NOT TRUE` : sql`true`;
  const details = event === 'account.passkeyAdded' ? { name: data?.name ?? '' } : (detail ?? {});
  return sql`
    INSERT INTO audit_entry (actor_id, actor_name, address, event, resource, resource_id, title, detail)
    SELECT id, name, ${address}, ${event}, 'staff', id, name, ${JSON.stringify(details)}::jsonb
    FROM staff WHERE id = ${person[write]} AND ${isSignedIn}`;
}
