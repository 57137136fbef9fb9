import { z } from 'zod';

const variables = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  /** PostgreSQL itself, where DATABASE_URL leads to a pooler in transaction mode. */
  DATABASE_DIRECT_URL: z.string().min(1).optional(),
  /** Whether statements have names, by which a connection prepares each once; without it, where that works. */
  DATABASE_STATEMENT_NAMES: z.enum(['on', 'off']).optional(),
  /** Databases that follow it and are read for readers' pages, separated by spaces: an address may have commas. */
  DATABASE_READ_URLS: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** Origin readers see, without a slash at the end: share links and everything absolute are made with it. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** What a site is called that begins without the demo (npm start -- --empty); else the host of PUBLIC_URL. */
  SITE_NAME: z.string().trim().min(1).max(200).optional(),
  /** How many proxies stand in front; that many last entries of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  /** Web processes on this machine. */
  WEB_PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
  /**
   * Seconds after SIGTERM in which requests are still taken while /api/health/ready says no: for a load balancer to
   * notice.
   */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  /** Finished pages kept in memory, per web process, and on disk, per machine. */
  PAGES_MEMORY_MB: z.coerce.number().int().min(8).max(65_536).default(64),
  PAGES_DISK_MB: z.coerce.number().int().min(16).max(1_048_576).default(1_024),
  /** How long a page may stand in for one that cannot be made, hours. */
  PAGES_KEPT_HOURS: z.coerce.number().int().min(0).max(8_760).default(168),
  /** Where Prometheus finds metrics, on 127.0.0.1; nowhere when it is not set. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** Where changed addresses are submitted once the settings name a key for it (indexnow.org). */
  INDEX_NOW_URL: z.url({ protocol: /^https?$/ }).default('https://api.indexnow.org/indexnow'),
  /** Where each Varnish in front takes purges, with spaces between; nowhere else do addresses of one's own network stand. */
  VARNISH_PURGE_URLS: z
    .string()
    .default('')
    .transform((urls) => urls.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.url({ protocol: /^https?$/ })).max(50)),
  /** The bucket that pictures lie in, on S3 or whatever speaks its language; without it they lie in DATA_DIR/media. */
  MEDIA_S3_BUCKET: z.string().min(1).optional(),
  MEDIA_S3_REGION: z.string().min(1).default('us-east-1'),
  /** Address of a store other than Amazon's; buckets are then part of the path. */
  MEDIA_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  MEDIA_S3_KEY_ID: z.string().min(1).optional(),
  MEDIA_S3_SECRET: z.string().min(1).optional(),
  /** Where the other machines reach this one, which keeps pictures on a disk of its own: an origin. */
  MACHINE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^https?:\/\/[^/?#@]+\/?$/i.test(url), 'has more than scheme, host and port')
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Of buckets that backups go to (s3://bucket); where one is missing, as of the pictures' bucket. */
  BACKUP_S3_REGION: z.string().min(1).optional(),
  BACKUP_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  BACKUP_S3_KEY_ID: z.string().min(1).optional(),
  BACKUP_S3_SECRET: z.string().min(1).optional(),
  /**
   * What sessions are signed with, for machines that share a database; without it each keeps one of its own in
   * DATA_DIR.
   */
  AUTH_SECRET: z.string().min(32).optional(),
  /** Where letters to staff are handed in (smtp:// or smtps://, with name and password), and whom they come from. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  /** Whether this machine asks agencies' sources for news; 0 for one that has no way to the internet. */
  POLL_SOURCES: z
    .enum(['0', '1'])
    .default('1')
    .transform((value) => value === '1'),
  /** What reads stories aloud: a program of this machine, or a server (docs/audio.md); nothing without one of them. */
  SPEECH_COMMAND: z.string().startsWith('/').optional(),
  SPEECH_URL: z.url({ protocol: /^https?$/ }).optional(),
  SPEECH_TOKEN: z.string().min(1).optional(),
  /** Languages that it reads, with commas between; all where none is named. */
  SPEECH_LANGUAGES: z
    .string()
    .default('')
    .transform((codes) => codes.split(/[\s,]+/).filter(Boolean)),
  /** What all audios together may take, MiB. */
  SPEECH_DISK_MB: z.coerce.number().int().min(16).max(1_048_576).default(2_048),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const schema = variables
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    error: 'is needed beside SMTP_URL: whom letters come from',
  })
  .refine(
    ({ DATABASE_READ_URLS = '' }) =>
      DATABASE_READ_URLS.split(/\s+/).every((url) => !url || /^postgres(?:ql)?:\/\//.test(url)),
    {
      path: ['DATABASE_READ_URLS'],
      error: 'has something that is not a database address: postgres://…, separated by spaces',
    },
  )
  .refine(({ MACHINE_URL, AUTH_SECRET }) => !MACHINE_URL || AUTH_SECRET, {
    path: ['AUTH_SECRET'],
    error: 'is needed beside MACHINE_URL, the same on all machines',
  })
  .refine(({ DATABASE_URL, DATABASE_DIRECT_URL }) => !DATABASE_DIRECT_URL || DATABASE_URL, {
    path: ['DATABASE_DIRECT_URL'],
    error: 'is for a DATABASE_URL that leads to a pooler, and that is not set',
  });

export type Environment = z.infer<typeof schema>;

/**
 * The process environment, checked.
 * Throws an Error whose message names each wrong variable on a line of its own.
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

let lastPublicUrl: { of: string; url: string } | undefined;

/** Origin for absolute addresses, such as https://example.org (no slash at the end). */
export function publicUrl(): string {
  // A page asks dozens of times, and to check the whole environment takes as long as drawing a paragraph.
  const of = `${process.env.PUBLIC_URL} ${process.env.PORT}`;
  if (lastPublicUrl?.of !== of) {
    const { PUBLIC_URL, PORT } = readEnvironment();
    lastPublicUrl = { of, url: PUBLIC_URL ?? `http://localhost:${PORT}` };
  }
  return lastPublicUrl.url;
}
