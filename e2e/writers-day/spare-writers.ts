import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TextSave, TextSaved } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

type Writer = { child: ChildProcess; name: string; ready: Promise<unknown> };

/** Processes that save and are killed while they do. One is always started ahead. */
export class SpareWriters {
  #spare: Writer | undefined;
  #count = 0;
  /** How many were killed. */
  killed = 0;

  /** Has a process save, and kills it (SIGKILL) after some ms. What it has answered by then; null for nothing. */
  async saveAndDie(actor: Actor, articleId: number, save: TextSave, killedAfter: number): Promise<TextSaved | null> {
    const { child, name, ready } = this.#spare ?? this.#start();
    this.#spare = this.#start();
    await ready;
    let answer: TextSaved | null = null;
    child.on('message', (message) => {
      answer = message as TextSaved;
    });
    const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
    child.send({ actor, articleId, save });
    await sleep(killedAfter);
    child.kill('SIGKILL');
    this.killed++;
    await ended;
    // PostgreSQL goes on with what it was asked, until it sees that nobody is there.
    while ((await connectionsOf(name)) > 0) await sleep(2);
    return answer;
  }

  async close(): Promise<void> {
    if (!this.#spare) return;
    const { child, ready } = this.#spare;
    await ready;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  #start(): Writer {
    const name = `writer-${process.pid}-${++this.#count}`;
    const address = new URL(process.env.DATABASE_URL ?? '');
    address.searchParams.set('application_name', name);
    const child = fork(join(import.meta.dirname, 'writing-process.ts'), {
      env: { ...process.env, DATABASE_URL: address.href },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    return { child, name, ready: once(child, 'message') };
  }
}

async function connectionsOf(name: string): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = ${name}`;
  return row?.count ?? 0;
}
