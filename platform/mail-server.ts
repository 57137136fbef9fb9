import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { publicIpOf } from '#platform/public-ip';

/**
 * What came of a letter. `answer` is what the server said last.
 * - `sent`: the server has taken it.
 * - `refused`: it never will for this recipient; `status` says why (RFC 3463).
 * - `later`: it would not now.
 * - `unreachable`: the letter was not handed over, and that has nothing to do with its recipient.
 * - `dropped`: it was not handed over, for the server has gone or fallen silent once it knew whom the letter is from;
 *   whether that is its recipient's doing nobody can tell.
 * - `unsure`: all of it was handed over, and the server has gone without a word.
 */
export type MailOutcome =
  | { kind: 'sent' | 'unreachable' | 'dropped' | 'unsure'; answer: string }
  | { kind: 'refused' | 'later'; answer: string; status: string };

export type MailServer = {
  /** Hands over one letter to one recipient, by a connection that is kept for the next. Never throws. */
  send(envelope: { from: string; to: string }, message: Buffer): Promise<MailOutcome>;
  close(): void;
};

/** For finding the server and its greeting, milliseconds. */
const STEP_MS = 20_000;
/** For one letter in all, however often it is tried: whoever has it to send must not lose its turn meanwhile. */
const LETTER_MS = 50_000;
/** For making a connection good for the next letter; another is opened sooner than that. */
const RESET_MS = 5_000;

/**
 * A mail server at an address (smtp:// or smtps://, with name and password). With `isOnInternet` it must have a public
 * address: for those that somebody has entered on a page.
 */
export function openMailServer(url: string, { isOnInternet }: { isOnInternet: boolean }): MailServer {
  let connection: SMTPConnection | undefined;
  /** Hears every answer of the server. */
  let hear: (answer: string) => void = () => {};

  const close = () => {
    connection?.quit();
    connection = undefined;
  };
  return {
    close,
    async send(envelope, message) {
      const reused = connection && !connection.destroyed;
      const limit = startLimit();
      try {
        const outcome = await once(envelope, message, limit);
        // It has waited for long, and the server had closed it.
        return reused && outcome.kind === 'unreachable' ? await once(envelope, message, limit) : outcome;
      } finally {
        limit.end();
      }
    },
  };

  async function once(envelope: { from: string; to: string }, message: Buffer, limit: Limit): Promise<MailOutcome> {
    let first: string | undefined;
    let hasTaken = false;
    try {
      if (!connection || connection.destroyed)
        connection = await connect(url, { isOnInternet, limit, hear: (answer) => hear(answer) });
      const server = connection;
      hear = (answer) => {
        first ??= answer;
      };
      // Read only once the server has said that it wants the letter; read to the end, it may have it.
      const body = new Readable({
        read() {
          this.push(message);
          this.push(null);
          hasTaken = true;
        },
      });
      const sent = new Promise<string>((resolve, reject) =>
        server.send({ from: envelope.from, to: [envelope.to], size: message.length }, body, (error, info) =>
          error ? reject(error) : resolve(info?.response ?? ''),
        ),
      );
      return { kind: 'sent', answer: await Promise.race([sent, limit.isOver]) };
    } catch (error) {
      // The first answer is to whom the letter is from.
      const outcome = outcomeOf(error as MailError, { isBegun: first?.startsWith('2') ?? false, hasTaken });
      await forgetOrReset(outcome, limit);
      return outcome;
    }
  }

  /** What was refused leaves the connection as it was. */
  async function forgetOrReset(outcome: MailOutcome, { isOver }: Limit): Promise<void> {
    const server = connection;
    if (!server) return;
    const isFine =
      (outcome.kind === 'refused' || outcome.kind === 'later') &&
      !server.destroyed &&
      (await Promise.race([isReset(server), isOver.catch(() => false)]));
    if (isFine) return;
    server.close();
    connection = undefined;
  }
}

/** Whether a server is ready for another letter. One that closes the connection instead never answers. */
async function isReset(server: SMTPConnection): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let gone = () => {};
  const answered = new Promise<boolean>((resolve) => {
    gone = () => resolve(false);
    timer = setTimeout(gone, RESET_MS);
    server.once('end', gone);
    server.reset((error) => resolve(!error));
  });
  try {
    return await answered;
  } finally {
    clearTimeout(timer);
    server.off('end', gone);
  }
}

/** `isOver` rejects when a letter has taken LETTER_MS, whatever the server keeps saying meanwhile. */
type Limit = { isOver: Promise<never>; end(): void };

function startLimit(): Limit {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LETTER_MS} ms`)), LETTER_MS);
  });
  // Nobody may be waiting for it at that moment.
  isOver.catch(() => {});
  return { isOver, end: () => clearTimeout(timer) };
}

type MailError = Error & { responseCode?: number; response?: string; command?: string; code?: string };

function outcomeOf(error: MailError, { isBegun, hasTaken }: { isBegun: boolean; hasTaken: boolean }): MailOutcome {
  const { responseCode, response, command = '' } = error;
  const answer = response ?? error.message;
  if (responseCode === undefined) return { kind: hasTaken ? 'unsure' : isBegun ? 'dropped' : 'unreachable', answer };
  // Whom a letter is from, and who hands it in, is the same for all recipients.
  const isAboutLetter =
    /^(RCPT TO|DATA)$/.test(command) || (hasTaken && command === 'CONN') || (isBegun && responseCode === 421);
  if (!isAboutLetter || command === 'MAIL FROM') return { kind: 'unreachable', answer };
  const kind = responseCode >= 500 ? 'refused' : 'later';
  return { kind, answer, status: statusOf(answer, responseCode) };
}

/** The code of RFC 3463 in an answer; a general one of its class where there is none. */
function statusOf(answer: string, code: number): string {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? `${String(code)[0]}.0.0`;
}

type Opening = { isOnInternet: boolean; limit: Limit; hear: (answer: string) => void };

async function connect(url: string, { isOnInternet, limit: { isOver }, hear }: Opening): Promise<SMTPConnection> {
  const { auth, ...options } = parseConnectionUrl(url);
  const name = String(options.host ?? '');
  const pinned = isOnInternet
    ? {
        host: await Promise.race([publicIpOf(name), isOver]),
        servername: name,
        tls: { ...options.tls, servername: name },
      }
    : {};
  const connection = new SMTPConnection({
    ...options,
    ...pinned,
    // Whoever is on the way would else read the password.
    requireTLS: isOnInternet && !options.secure,
    // A server that looks through a letter before it says yes may be silent for longer.
    ...{ connectionTimeout: STEP_MS, greetingTimeout: STEP_MS, dnsTimeout: STEP_MS, socketTimeout: 2 * LETTER_MS },
    ...{ transactionLog: true, logger: listener(hear) },
  });
  const opened = new Promise<void>((resolve, reject) => {
    // Later errors reach whoever is sending; of an idle connection nobody needs to hear.
    connection.on('error', reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  try {
    await Promise.race([opened, isOver]);
    if (!auth || !connection.allowsAuth) return connection;
    const loggedIn = new Promise<void>((resolve, reject) =>
      connection.login({ credentials: { user: auth.user, pass: auth.pass } }, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    await Promise.race([loggedIn, isOver]);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A log that is kept nowhere: of all that is said only the server's answers are heard. */
function listener(hear: (answer: string) => void) {
  const ignore = () => {};
  return {
    ...{ trace: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore },
    debug({ tnx }: { tnx?: string }, answer = '') {
      if (tnx === 'server') hear(answer);
    },
  };
}
