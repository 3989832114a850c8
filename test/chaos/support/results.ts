/** What a scenario did and what became of the pieces. */
export interface Result {
  scenario: string;
  /** How often it was struck, by where. */
  struck: Record<string, number>;
  /** Numbers worth showing: planned, mailed, lost, doubled and so on. */
  counts: Record<string, number | string>;
  /** What is wrong, a sentence each; empty when all is well. */
  faults: string[];
  seconds: number;
}

/** @returns whether nothing is wrong */
export function printTable(results: readonly Result[]): boolean {
  process.stdout.write('\n');
  for (const { scenario, struck, counts, faults, seconds } of results) {
    const cells = { ...struck, ...counts };
    const text = Object.entries(cells).map(([name, value]) => `${name} ${value}`);
    process.stdout.write(
      `${faults.length === 0 ? 'ok  ' : 'BAD '} ${scenario.padEnd(24)} ${text.join(' | ')} | ${seconds} s\n`,
    );
    for (const fault of faults.slice(0, 20)) process.stdout.write(`       ${fault}\n`);
  }
  return results.length > 0 && results.every(({ faults }) => faults.length === 0);
}

/** Runs a scenario's work by the clock. */
export async function timed(work: () => Promise<Omit<Result, 'seconds'>>): Promise<Result> {
  const startedAt = Date.now();
  const result = await work();
  return { ...result, seconds: Math.round((Date.now() - startedAt) / 1000) };
}
