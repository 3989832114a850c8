const LONGEST_MS = 20_000;
const PAUSE_MS = 25;

/**
 * Asks until there is an answer; for work that other processes do.
 *
 * @param what  names what is waited for, in the failure
 * @param probe answers undefined while it is not so yet; its error ends the waiting
 */
export async function until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LONGEST_MS;
  while (Date.now() < end) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`Waited ${LONGEST_MS} ms in vain: ${what}`);
}
