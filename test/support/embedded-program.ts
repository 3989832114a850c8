import { startEmbeddedPostgres } from '../../libs/embedded/embedded-postgres';

/** Started by the specs as a program of its own: says what it got, leaves the server when told so on stdin. */
async function main(): Promise<void> {
  const [dataDir, kind] = process.argv.slice(2);
  const server = await startEmbeddedPostgres({ dataDir: dataDir ?? '', throwaway: kind === 'throwaway' });
  process.stdout.write(`${JSON.stringify({ port: server.port, adopted: server.adopted })}\n`);
  process.stdin.once('data', () => {
    void server.stop().then(() => process.exit(0));
  });
}

void main();
