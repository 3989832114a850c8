import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { cleanUp } from './clean-up';
import { waitFor } from './waiting';

const ROOT = path.resolve(__dirname, '../../..');
const LOG_TAIL = 4_000;
const END_LIMIT_MS = 10_000;
const START_LIMIT_MS = 120_000;

/** @throws Error that says what to do when the compiled program is missing */
export function requireBuild(): void {
  if (existsSync(path.join(ROOT, 'dist/src/worker.js'))) return;
  throw new Error('dist/src/worker.js is missing. Build first: npx tsc -p tsconfig.build.json');
}

/** A program of ours in a process group of its own, so that a kill takes all of it and nothing else. */
export class Program {
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private logStart = 0;

  /**
   * @param command what to run, from the project's folder
   * @param logFile gets what it says
   */
  constructor(
    private readonly command: readonly string[],
    private readonly env: Record<string, string>,
    private readonly logFile: string,
  ) {
    cleanUp.add(() => this.kill());
  }

  start(): void {
    const [file, ...parameters] = this.command;
    this.logStart = existsSync(this.logFile) ? statSync(this.logFile).size : 0;
    const log = openSync(this.logFile, 'a');
    const child = spawn(file!, parameters, {
      cwd: ROOT,
      detached: true,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...this.env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.child = child;
    this.ended = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
  }

  get running(): boolean {
    return this.child?.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** kill -9 of the group, at once; `kill` also waits until it is gone. */
  strike(): void {
    if (!this.running) return;
    try {
      process.kill(-this.child!.pid!, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  async kill(): Promise<void> {
    this.strike();
    await this.ended;
  }

  /** Asks it to end as Ctrl-C does, and kills it when it does not. */
  async stop(): Promise<void> {
    if (!this.running) return;
    process.kill(this.child!.pid!, 'SIGTERM');
    const timer = setTimeout(() => this.strike(), END_LIMIT_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** The end of what it said, for people who look for the cause of a failure. */
  said(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').slice(-LOG_TAIL) : '';
  }

  /** Waits until it said something that fits since its start. @returns the match */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    return waitFor(`${path.basename(this.logFile)} says ${pattern.source}`, START_LIMIT_MS, async () => {
      if (!this.running) throw new Error(`the program ended:\n${this.said()}`);
      const said = readFileSync(this.logFile).subarray(this.logStart).toString();
      return pattern.exec(said) ?? undefined;
    });
  }
}
