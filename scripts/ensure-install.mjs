import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from './support/lock.mjs';
import { Failure, ROOT, fingerprint, main, read } from './support/project.mjs';

const STAMP = 'node_modules/.install-stamp';
const LEAST_NODE = [20, 19];

/** Installs the packages when they are missing or another lock file was installed last. */
export async function ensureInstalled() {
  requireNode();
  if (read(STAMP) === wanted()) return;
  const lock = path.join(ROOT, 'node_modules/.install-lock');
  await withLock(
    lock,
    '另一个进程正在安装依赖,请稍候… / Another process is installing packages, please wait…',
    async () => {
      // The process we waited for may have done it.
      if (read(STAMP) === wanted()) return;
      console.log('正在安装依赖(首次约需一分钟)… / Installing packages (about a minute the first time)…');
      await npmInstall();
      // Taken afterwards: npm may complete the lock file.
      writeFileSync(path.join(ROOT, STAMP), wanted());
    },
  );
}

/** @throws Failure when this Node is older than the project can use */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  const least = LEAST_NODE.join('.');
  throw new Failure(
    `需要 Node.js ${least} 或更高版本,当前是 ${version}。请到 https://nodejs.org 下载安装。\n` +
      `  Node.js ${least} or newer is needed, this is ${version}. Get it from https://nodejs.org.`,
  );
}

/** What the installed packages depend on; other parts of package.json, such as scripts, need no new installation. */
function wanted() {
  const needs = ['package.json', 'web/package.json'].map((file) => {
    const manifest = JSON.parse(read(file) ?? '{}');
    const { dependencies, devDependencies, optionalDependencies, overrides, workspaces } = manifest;
    return JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides, workspaces });
  });
  const lock = read('package-lock.json') ?? '';
  return fingerprint([], lock, ...needs, `${process.platform}-${process.arch}`);
}

function npmInstall() {
  // Building needs the development packages, even where NODE_ENV or npm's settings say production.
  const args = ['install', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const npm = process.env.npm_execpath;
  const [command, all] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      cwd: ROOT,
      stdio: 'inherit',
      shell: command === 'npm' && process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(installFailed(code))));
  });
}

function installFailed(code) {
  return new Failure(
    `依赖安装失败(退出码 ${code})。请检查网络和 npm 镜像设置后重试。\n` +
      `  npm install failed with code ${code}. Check the network and npm's registry setting, then try again.`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(ensureInstalled);
