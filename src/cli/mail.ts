import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { environmentWith, loadConfig } from '../../libs/config/config';
import { AppError } from '../../libs/http/app-error';
import { DemoService } from '../demo/demo.service';
import { ViewersService } from '../identity/sessions/viewers.service';
import { balanceLine } from '../mailings/batches/batch-balance';
import { readyDatabase } from '../runtime';
import { keepHeapSmall } from '../small-heap';
import { WorkerModule } from '../worker.module';
import { MAIL_HELP, type MailArguments, parseMailArguments, UsageError } from './mail-arguments';
import { MailRun } from './mail-run';

async function main(): Promise<void> {
  const args = parseMailArguments(process.argv.slice(2));
  if (!args) {
    process.stdout.write(MAIL_HELP);
    return;
  }
  const stop = new AbortController();
  process.on('SIGINT', () => stop.abort(new UsageError('已中断 / Interrupted.')));
  process.on('SIGTERM', () => stop.abort(new UsageError('已中断 / Interrupted.')));
  const started = performance.now();
  keepHeapSmall();
  const workers = args.workers ? { PRINT_THREADS: String(args.workers) } : {};
  const config = loadConfig(environmentWith({ LOG_LEVEL: 'error' }, workers));
  const database = await readyDatabase(config);
  try {
    const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, database.url), {
      bufferLogs: true,
      abortOnError: false,
    });
    app.useLogger(app.get(Logger));
    try {
      await mail(app, args, stop.signal, started);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

async function mail(
  app: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>,
  args: MailArguments,
  signal: AbortSignal,
  started: number,
): Promise<void> {
  await app.get(DemoService).loadIfEmpty();
  const viewer = await app.get(ViewersService).ofAdministrator();
  if (!viewer) throw new UsageError('还没有管理员 / There is no administrator yet: npm run admin -- --help');
  const say = (line: string) => void process.stderr.write(`${seconds(started)}  ${line}\n`);
  const { imported, batch, folder } = await new MailRun(app, viewer, args, say).run(signal);
  const { rows, accepted, rejected, duplicates } = imported;
  const lines = [
    `rows ${rows} = accepted ${accepted} + rejected ${rejected} + duplicates ${duplicates}`,
    balanceLine(batch),
    `${batch.code}  ${folder}  manifest ${batch.manifestHash}  ${seconds(started).trim()}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(8);

main().catch((error: Error) => {
  const sentence = error instanceof AppError ? `${error.sentence.zh}\n${error.sentence.en}` : error.message;
  process.stderr.write(`✗ ${sentence}\n`);
  process.exit(1);
});
