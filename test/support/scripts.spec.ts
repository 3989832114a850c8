import { ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The scripts in a project of stand-ins: npm and the compiler write what they were asked to do into a log. */
let project: string;
const children: ChildProcess[] = [];

const FAKE_NPM = `#!/usr/bin/env node
const fs = require('node:fs');
fs.appendFileSync('calls.log', 'npm ' + process.argv.slice(2, 3) + (process.argv[2] === 'run' ? ' ' + process.argv[4] : '') + '\\n');
if (process.argv.includes('build')) { fs.mkdirSync('web/dist', { recursive: true }); fs.writeFileSync('web/dist/index.html', ''); }
if (fs.existsSync('npm-fails')) process.exit(7);
setTimeout(() => {}, 150);
`;
const FAKE_COMPILER = `
const fs = require('node:fs');
fs.appendFileSync('calls.log', 'tsc\\n');
if (fs.readFileSync('src/main.ts', 'utf8').includes('mistake')) { console.log('main.ts: a mistake'); process.exit(2); }
fs.mkdirSync('dist/src', { recursive: true });
fs.copyFileSync('src/main.ts', 'dist/src/main.js');
`;
const PROGRAM = `
process.on('SIGTERM', () => { require('node:fs').appendFileSync('calls.log', 'ended\\n'); process.exit(3); });
process.on('SIGINT', () => console.log('asked'));
setInterval(() => {}, 1000);
console.log('running');
`;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'scripts-spec-'));
  cpSync(path.join(__dirname, '../../scripts'), path.join(project, 'scripts'), { recursive: true });
  write('package.json', '{"scripts":{}}');
  write('package-lock.json', '{}');
  write('bin/npm', FAKE_NPM, 0o755);
  write('node_modules/typescript-native/bin/tsc', FAKE_COMPILER);
  write('src/main.ts', PROGRAM);
  write('web/src/main.tsx', '');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(project, { recursive: true, force: true });
});

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text, { mode });
}

function calls(): string[] {
  const file = path.join(project, 'calls.log');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort() : [];
}

interface Run {
  child: ChildProcess;
  output: () => string;
  said: (text: string) => Promise<void>;
  code: Promise<number | null>;
}

function start(script: string, ...args: string[]): Run {
  const env = {
    ...process.env,
    PATH: `${path.join(project, 'bin')}:${process.env.PATH}`,
    npm_execpath: undefined,
  };
  const child = spawn(process.execPath, [path.join('scripts', script), ...args], { cwd: project, env });
  children.push(child);
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
      waiting.forEach((check) => check());
    });
  }
  const said = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => output.includes(text) && resolve();
      waiting.add(check);
      check();
    });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, said, code };
}

describe('ensure-install', () => {
  test('installs once, again when the lock file changes, and not for a changed script', async () => {
    await start('ensure-install.mjs').code;
    await start('ensure-install.mjs').code;
    write('package.json', '{"scripts":{"new":"one"}}');
    await start('ensure-install.mjs').code;
    expect(calls()).toEqual(['npm install']);
    write('package-lock.json', '{"changed":true}');
    await start('ensure-install.mjs').code;
    expect(calls()).toEqual(['npm install', 'npm install']);
  });

  test('two at once install once, and a lock of a killed process holds nobody up', async () => {
    write('node_modules/.install-lock', '999999999');
    const codes = await Promise.all([start('ensure-install.mjs').code, start('ensure-install.mjs').code]);
    expect(codes).toEqual([0, 0]);
    expect(calls()).toEqual(['npm install']);
  });

  test('a failed installation is told and tried again', async () => {
    write('npm-fails', '');
    const run = start('ensure-install.mjs');
    expect(await run.code).toBe(1);
    expect(run.output()).toMatch(/依赖安装失败[^]*npm install failed with code 7/);
    rmSync(path.join(project, 'npm-fails'));
    expect(await start('ensure-install.mjs').code).toBe(0);
  });

  test('says in two languages that Node is too old', async () => {
    const script = `import('./scripts/ensure-install.mjs').then((m) => ['18.20.0', '20.18.9', '20.19.0', '22.1.0']
      .forEach((v) => { try { m.requireNode(v); console.log('fine', v); } catch (e) { console.log(e.message); } }))`;
    write('scripts/try.mjs', script.replace('./scripts/', './'));
    const run = start('try.mjs');
    await run.code;
    expect(run.output().match(/需要 Node.js 20.19/g)).toHaveLength(2);
    expect(run.output().match(/fine .*/g)).toEqual(['fine 20.19.0', 'fine 22.1.0']);
  });
});

describe('start', () => {
  async function untilRunning(): Promise<Run> {
    const run = start('start.mjs');
    await Promise.race([run.said('running'), run.code]);
    return run;
  }

  test('builds what is stale, nothing that is fresh, and leaves no output of deleted sources', async () => {
    const program = 'console.log("done"); process.exit(5)';
    write('src/main.ts', program);
    write('src/gone.ts', '');
    write('dist/src/gone.js', '');
    write('dist/src/older.js', '');
    const first = start('start.mjs');
    expect(await first.code).toBe(5);
    expect(await start('start.mjs').code).toBe(5);
    expect(calls()).toEqual(['npm install', 'npm run build', 'tsc']);
    expect(existsSync(path.join(project, 'dist/src/gone.js'))).toBe(true);
    expect(existsSync(path.join(project, 'dist/src/older.js'))).toBe(false);

    write('src/main.ts', `${program};`);
    write('src/main.spec.ts', 'a test is no reason to build');
    await start('start.mjs').code;
    expect(calls()).toEqual(['npm install', 'npm run build', 'tsc', 'tsc']);
    write('web/src/main.tsx', 'changed');
    await start('start.mjs').code;
    expect(calls()).toEqual(['npm install', 'npm run build', 'npm run build', 'tsc', 'tsc']);
  });

  test('shows the compiler’s words and starts nothing when the build fails', async () => {
    write('src/main.ts', `${PROGRAM} // mistake`);
    const run = start('start.mjs');
    expect(await run.code).toBe(1);
    expect(run.output()).toMatch(/Build failed[^]*main.ts: a mistake/);
    expect(run.output()).not.toContain('running');
  });

  test('passes a stop request on and ends with the program’s code', async () => {
    const run = await untilRunning();
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(3);
    expect(calls()).toContain('ended');
  });

  test('a second Ctrl-C ends a program that will not', async () => {
    const run = await untilRunning();
    run.child.kill('SIGINT');
    await run.said('asked');
    run.child.kill('SIGINT');
    expect(await run.code).toBe(137);
  });

  test('the program ends in good order when its starter is killed', async () => {
    const run = await untilRunning();
    run.child.kill('SIGKILL');
    // The pipe closes when the last process that writes to it has ended.
    await run.code;
    expect(calls()).toContain('ended');
  });
});

describe('test', () => {
  test('a missing configuration is a failed check, and no test runs', async () => {
    write('node_modules/jest/bin/jest.js', 'console.log("jest ran")');
    const run = start('test.mjs');
    expect(await run.code).toBe(1);
    expect(run.output()).toMatch(/✗ lint.*\n缺少 \/ missing: \.oxlintrc\.json/);
    expect(run.output()).toMatch(/Failed: .*lint/);
    expect(run.output()).not.toContain('jest ran');
  });
});
