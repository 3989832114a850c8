const END_LIMIT_MS = 20_000;

/**
 * A program's way from start to end. Ctrl-C, a stop request or a failed start stops in good order what was
 * started by then, bounded in time; a second Ctrl-C leaves at once.
 */
export class Program {
  private readonly steps: (() => Promise<void>)[] = [];
  private ending = false;

  /** Runs `start` and stays until told to end; its failure is said in one sentence and ends the program. */
  static run(start: (program: Program) => Promise<void>): void {
    const program = new Program();
    const onSignal = () => (program.ending ? process.exit(130) : program.end(0));
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    start(program).catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      program.end(1);
    });
  }

  /** Remembers how to stop what was just started; the last started is stopped first. */
  stopBy(stop: () => Promise<void>): void {
    this.steps.unshift(stop);
  }

  private end(code: number): void {
    if (this.ending) return;
    this.ending = true;
    setTimeout(() => process.exit(1), END_LIMIT_MS).unref();
    this.stopAll().then(
      () => process.exit(code),
      (error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    );
  }

  private async stopAll(): Promise<void> {
    for (const stop of this.steps) await stop();
  }
}
