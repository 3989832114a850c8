import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const START_LIMIT_MS = 120_000;

/** The built program as a process of its own, on a free port and a data folder of its own. */
export interface RunningProgram {
  address: string;
  stop(): Promise<void>;
}

/** @param dataDir empty: the demo year is loaded into it */
export async function startProgram(dataDir: string): Promise<RunningProgram> {
  const env = {
    ...process.env,
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    APPROVAL_THRESHOLD_PIECES: '10',
  };
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await addressOf(child);
  return {
    address,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The program did not start within ${START_LIMIT_MS} ms: ${said}`));
    }, START_LIMIT_MS);
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /(http:\/\/\S+:\d+)/.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]!);
    });
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}: ${said}`)));
  });
}
