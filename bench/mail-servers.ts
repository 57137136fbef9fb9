import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyPort } from '#processes/supervisor/free-port';

export type MailServers = {
  smtp: string;
  /** The mailbox that undeliverable letters come back to. */
  imap: string;
  /** Letters in the mailbox of a reader, as they were delivered. */
  lettersOf(reader: string): string[];
  close(): Promise<void>;
};

const PASSWORD = 'of-this-measurement-alone';

/** Whether Postfix, OpenDKIM and Dovecot of Debian are installed, and this is root. */
export function hasMailServers(): boolean {
  const needed = ['/usr/sbin/postfix', '/usr/sbin/opendkim', '/usr/sbin/dovecot', '/usr/lib/dovecot/lmtp'];
  return process.getuid?.() === 0 && needed.every((file) => existsSync(file));
}

/**
 * Postfix, which asks OpenDKIM to check signatures and hands letters on to Dovecot, in a folder of their own. Postfix
 * takes letters to `one.example` and to the sender's domain; Dovecot has mailboxes for `readers` and for bounces, and
 * refuses all others, so that Postfix writes reports of them. `key` is the record of the DNS that OpenDKIM reads.
 */
export async function startMailServers(
  readers: readonly string[],
  { senderDomain, key }: { senderDomain: string; key: { name: string; value: string } },
): Promise<MailServers> {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-mail-'));
  chmodSync(folder, 0o755);
  const [smtpPort, imapPort, lmtpPort] = [await anyPort(), await anyPort(), await anyPort()];
  const milter = join(folder, 'opendkim.sock');
  const children: ChildProcess[] = [];
  const run = (command: string, args: string[]) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    children.push(child);
    return child;
  };

  // OpenDKIM takes keys from a file in place of the DNS.
  writeFileSync(join(folder, 'keys'), `${key.name} ${key.value}\n`);
  writeFileSync(
    join(folder, 'opendkim.conf'),
    [
      'Mode v',
      `Socket local:${milter}`,
      'UMask 000',
      `TestPublicKeys ${join(folder, 'keys')}`,
      'AlwaysAddARHeader yes',
      'AuthservID measured.example',
      'Syslog no',
      'Background no',
      'InternalHosts file:/dev/null',
      'RequireSafeKeys no',
      '',
    ].join('\n'),
  );
  run('/usr/sbin/opendkim', ['-x', join(folder, 'opendkim.conf'), '-f']);

  mkdirSync(join(folder, 'mail'));
  mkdirSync(join(folder, 'dovecot'));
  execFileSync('chown', ['-R', 'nobody:nogroup', join(folder, 'mail')]);
  const users = [...readers, `bounces@${senderDomain}`];
  writeFileSync(join(folder, 'users'), users.map((user) => `${user}:{PLAIN}${PASSWORD}::::::\n`).join(''));
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `
base_dir = ${join(folder, 'dovecot')}
state_dir = ${join(folder, 'dovecot')}
log_path = ${join(folder, 'dovecot.log')}
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
recipient_delimiter = +
mail_location = maildir:${join(folder, 'mail')}/%u
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = username_format=%u ${join(folder, 'users')}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${join(folder, 'users')}
  override_fields = uid=nobody gid=nogroup home=${join(folder, 'mail')}/%u
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
`,
  );
  run('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')]);

  const postfix = join(folder, 'postfix');
  for (const name of ['config', 'queue', 'data']) mkdirSync(join(postfix, name), { recursive: true });
  execFileSync('chown', ['postfix', join(postfix, 'data')]);
  execFileSync('cp', ['/etc/postfix/master.cf', join(postfix, 'config', 'master.cf')].map(String));
  writeFileSync(
    join(postfix, 'config', 'main.cf'),
    `
compatibility_level = 3.6
queue_directory = ${join(postfix, 'queue')}
data_directory = ${join(postfix, 'data')}
maillog_file = /dev/stdout
maillog_file_prefixes = /dev
myhostname = measured.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relay_domains = one.example ${senderDomain}
relay_transport = lmtp:inet:127.0.0.1:${lmtpPort}
relay_recipient_maps =
recipient_delimiter = +
smtpd_milters = unix:${milter}
milter_default_action = tempfail
smtpd_peername_lookup = no
disable_dns_lookups = yes
alias_maps =
alias_database =
`,
  );
  const master = readFileSync(join(postfix, 'config', 'master.cf'), 'utf8')
    .replace(/^smtp\s+inet\s.*$/m, `127.0.0.1:${smtpPort} inet n - n - - smtpd`)
    .replace(/^(\S+\s+(?:unix|inet)\s+\S+\s+\S+\s+)y(\s)/gm, '$1n$2')
    .concat('\npostlog unix-dgram n - n - 1 postlogd\n');
  writeFileSync(join(postfix, 'config', 'master.cf'), master);
  execFileSync('postfix', ['-c', join(postfix, 'config'), 'start'], { stdio: 'ignore' });
  await sleep(2_000);

  return {
    smtp: `smtp://127.0.0.1:${smtpPort}`,
    imap: `imap://${encodeURIComponent(`bounces@${senderDomain}`)}:${PASSWORD}@127.0.0.1:${imapPort}`,
    lettersOf(reader) {
      const box = join(folder, 'mail', reader, 'new');
      return existsSync(box) ? readdirSync(box).map((name) => readFileSync(join(box, name), 'latin1')) : [];
    },
    async close() {
      execFileSync('postfix', ['-c', join(postfix, 'config'), 'stop'], { stdio: 'ignore' });
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
