/** Stops the server that global-setup started and deletes its data. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.testServer?.stop();
}
