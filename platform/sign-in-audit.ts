import { AsyncLocalStorage } from 'node:async_hooks';
import { database, type Sql, sql } from '#platform/database';

// better-auth writes sessions, passwords, factors and passkeys through a client of ours, which puts the line of the log
// that belongs to such a write into one transaction with it.

type Line = { act: 'account.presence' | 'account.keys'; did: string };

const came = (did: string): Line => ({ act: 'account.presence', did });
const changed = (did: string): Line => ({ act: 'account.keys', did });

/**
 * By calls of the door: which of their writes is what somebody has done. What a call writes after it follows from it.
 */
const LINES: Record<string, Record<string, Line>> = {
  signInEmail: { 'Session.create': came('byPassword') },
  // Gives the first code too, which turns the factor on.
  verifyTOTP: { 'Session.create': came('byCode'), 'Staff.update': changed('factorOn') },
  verifyBackupCode: { 'Session.create': came('byRecoveryCode') },
  verifyPasskeyAuthentication: { 'Session.create': came('byPasskey') },
  changePassword: { 'Account.update': changed('ownPassword') },
  disableTwoFactor: { 'Staff.update': changed('factorOff') },
  generateBackupCodes: { 'TwoFactor.update': changed('recoveryCodes') },
  verifyPasskeyRegistration: { 'Passkey.create': changed('passkeyAdded') },
};

type Call = { name: string; address: string; isTold: boolean };
type Write = { data?: { userId?: string; name?: string | null }; where?: { id?: string } };

const calls = new AsyncLocalStorage<Call>();

/** The same functions, each known to the log by its name while it runs. */
export function withAccountNames<Api extends object>(api: Api): Api {
  return new Proxy(api, {
    get(target, name, receiver) {
      const call: unknown = Reflect.get(target, name, receiver);
      if (typeof call !== 'function' || typeof name !== 'string') return call;
      return (input?: { headers?: Headers }) =>
        calls.run({ name, address: input?.headers?.get('x-client-address') ?? '', isTold: false }, () => call(input));
    },
  });
}

/**
 * The process's client as better-auth is given it. Throws for a session that no line would tell of: nobody comes in
 * unseen.
 */
export function auditingDatabase() {
  const client = database();
  return client.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const call = calls.getStore();
          const write = `${model}.${operation}`;
          const line = call?.isTold ? undefined : LINES[call?.name ?? '']?.[write];
          if (!line && write === 'Session.create' && !call?.isTold)
            throw new Error(`${call?.name ?? 'something'} would let somebody in unseen`);
          if (!call || !line) return query(args);
          call.isTold = true;
          const [result] = await client.$transaction([
            query(args) as never,
            client.$executeRaw(lineOf(line, write, args as Write, call)),
          ]);
          return result;
        },
      },
    },
  });
}

function lineOf({ act, did }: Line, write: string, { data, where }: Write, { address }: Call): Sql {
  const who: Record<string, Sql> = {
    'Session.create': sql`${data?.userId}::text`,
    'Passkey.create': sql`${data?.userId}::text`,
    'Staff.update': sql`${where?.id}::text`,
    'Account.update': sql`(SELECT user_id FROM account WHERE id = ${where?.id})`,
    'TwoFactor.update': sql`(SELECT user_id FROM two_factor WHERE id = ${where?.id})`,
  };
  // Behind the password stands a second factor, where there is one: who gives the first alone is not in.
  const isIn = did === 'byPassword' ? sql`two_factor_enabled IS NOT TRUE` : sql`true`;
  const detail = JSON.stringify({ [did]: (did === 'passkeyAdded' && data?.name) || true });
  return sql`
    INSERT INTO audit_entry (actor_id, actor_name, address, act, thing, thing_id, title, detail)
    SELECT id, name, ${address}, ${act}, 'staff', id, name, ${detail}::jsonb FROM staff WHERE id = ${who[write]} AND ${isIn}`;
}
