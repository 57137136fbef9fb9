import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse, Server } from '#bench/bench-server';

/** A balancer looks this often whether a machine takes requests, milliseconds. */
const LOOK_MS = 100;

type Machine = { name: string; environment: Record<string, string>; server: Server | undefined; isReady: boolean };

export type Asked = {
  path: string;
  status: number;
  body: string;
  ms: number;
};

/** Two machines with disks of their own on one database, and a balancer in front that knows which take requests. */
export class Machines {
  readonly #house: BenchHouse;
  readonly #machines: Machine[];
  readonly #looking: NodeJS.Timeout;
  #turn = 0;

  static async start(house: BenchHouse, environment: Record<string, string>): Promise<Machines> {
    const machines = ['a', 'b'].map((name): Machine => {
      const own = { ...environment, DATA_DIR: `${house.folder}/machine-${name}` };
      return { name, environment: own, server: undefined, isReady: false };
    });
    const started = new Machines(house, machines);
    for (const { name } of machines) await started.boot(name);
    return started;
  }

  private constructor(house: BenchHouse, machines: Machine[]) {
    [this.#house, this.#machines] = [house, machines];
    this.#looking = setInterval(() => {
      for (const machine of machines) void this.#look(machine);
    }, LOOK_MS);
  }

  async boot(name: string): Promise<void> {
    const machine = this.#machine(name);
    machine.server = await this.#house.startPortal(machine.environment);
    while (!machine.isReady) await sleep(LOOK_MS);
  }

  /** As a machine is restarted: told to stop, with time for the balancer to notice. */
  async shutDown(name: string): Promise<void> {
    const machine = this.#machine(name);
    const { server } = machine;
    machine.server = undefined;
    await server?.stop();
    machine.isReady = false;
  }

  /** Its processes are killed at once. */
  killWebProcesses(name: string): void {
    const { server } = this.#machine(name);
    for (const pid of childrenOf(server?.pid)) process.kill(pid, 'SIGKILL');
  }

  /** Process ids of those of all machines. */
  webProcesses(): number[] {
    return this.#machines.flatMap(({ server }) => childrenOf(server?.pid));
  }

  origins(): string[] {
    return this.#machines.flatMap(({ server, isReady }) => (server && isReady ? [server.origin] : []));
  }

  /** As a balancer hands a request on: to the machines in turn, and to another where one does not answer. */
  async ask(path: string): Promise<Asked> {
    const begun = performance.now();
    let status = 0;
    for (let tries = 0; tries < 3; tries++) {
      const ready = this.origins();
      const origin = ready[this.#turn++ % Math.max(ready.length, 1)];
      try {
        if (!origin) throw new Error('no machine takes requests');
        const response = await fetch(origin + path, { signal: AbortSignal.timeout(20_000) });
        status = response.status;
        const body = await response.text();
        if (status < 500) return { path, status, body, ms: performance.now() - begun };
      } catch {
        await sleep(LOOK_MS / 2);
      }
    }
    return { path, status, body: '', ms: performance.now() - begun };
  }

  async stop(): Promise<void> {
    clearInterval(this.#looking);
    for (const { server } of this.#machines) await server?.stop();
  }

  async #look(machine: Machine): Promise<void> {
    const origin = machine.server?.origin;
    const answered = origin
      ? await fetch(`${origin}/api/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
          ({ ok }) => ok,
          () => false,
        )
      : false;
    if (machine.server?.origin === origin) machine.isReady = answered;
  }

  #machine(name: string): Machine {
    const found = this.#machines.find((one) => one.name === name);
    if (!found) throw new RangeError(`no machine ${name}`);
    return found;
  }
}

function childrenOf(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}
