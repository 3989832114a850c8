import { EmbeddedPostgres } from '../../libs/embedded/embedded-postgres';
import { ADMIN_URL_VARIABLE, startTestServer } from './test-server';

declare global {
  var testServer: EmbeddedPostgres | undefined;
}

/** One PostgreSQL for the whole run. It ends with the run, be it by teardown, Ctrl-C or kill. */
export default async function globalSetup(): Promise<void> {
  globalThis.testServer = await startTestServer();
  process.env[ADMIN_URL_VARIABLE] = globalThis.testServer.url;
}
