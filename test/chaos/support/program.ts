import { parseArgs } from 'node:util';
import { cleanUp } from './clean-up';
import { requireBuild } from './processes';
import { redisInstalled, REDIS_MISSING } from './redis';
import { printTable, type Result } from './results';

export type Backend = 'postgres' | 'redis';

/** What one run is asked for. */
export interface ChaosOptions {
  pieces: number;
  kills: number;
  backends: Backend[];
  seed: number;
}

export type Scenario = (options: ChaosOptions) => Promise<Result[]>;

/**
 * Runs scenarios as a program: reads the command line, prints the table, leaves with 1 when anything was lost,
 * doubled or different. Whatever happens, also Ctrl-C, what was started is stopped and its files are removed.
 */
export function runProgram(scenarios: Scenario[], defaults: ChaosOptions): void {
  const leave = (code: number) => void cleanUp.run().finally(() => process.exit(code));
  process.on('SIGINT', () => leave(130));
  process.on('SIGTERM', () => leave(143));
  run(scenarios, defaults).then(leave, (error: Error) => {
    process.stderr.write(`\n${error.stack}\n`);
    leave(1);
  });
}

async function run(scenarios: Scenario[], defaults: ChaosOptions): Promise<number> {
  const options = readOptions(defaults);
  requireBuild();
  const startedAt = Date.now();
  const results: Result[] = [];
  for (const scenario of scenarios) results.push(...(await scenario(options)));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const good = printTable(results);
  process.stdout.write(`seed ${options.seed}, ${seconds} s: ${good ? 'PASSED' : 'FAILED'}\n`);
  return good ? 0 : 1;
}

function readOptions(defaults: ChaosOptions): ChaosOptions {
  const { values } = parseArgs({
    options: {
      pieces: { type: 'string' },
      kills: { type: 'string' },
      seed: { type: 'string' },
      backend: { type: 'string', multiple: true },
      'require-redis': { type: 'boolean', default: false },
    },
  });
  return {
    pieces: whole('pieces', values.pieces, defaults.pieces),
    kills: whole('kills', values.kills, defaults.kills),
    seed: whole('seed', values.seed, defaults.seed),
    backends: backends(values.backend, values['require-redis'], defaults.backends),
  };
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number`);
  return Number(text);
}

/** Redis is left out, aloud, on a machine without it, unless it was asked for. */
function backends(asked: string[] | undefined, required: boolean, otherwise: Backend[]): Backend[] {
  const chosen = (asked as Backend[] | undefined) ?? otherwise;
  for (const backend of chosen) {
    if (backend !== 'postgres' && backend !== 'redis') throw new Error('--backend takes postgres or redis');
  }
  if (!chosen.includes('redis') || redisInstalled()) return chosen;
  if (required || asked) throw new Error(REDIS_MISSING);
  process.stdout.write(`Left out: ${REDIS_MISSING}\n`);
  return chosen.filter((backend) => backend !== 'redis');
}

export function say(text: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${text}\n`);
}
