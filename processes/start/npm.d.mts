import type { ChildProcess } from 'node:child_process';

export declare function runNpm(args: string[], folder: string, running: Set<ChildProcess>): Promise<boolean>;
