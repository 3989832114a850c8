type Step = () => unknown;

/** What has to be undone at the end of a program, last first, however it ends. */
class CleanUp {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  /** @returns undoes it now; at the end nothing is left to do for it */
  add(step: Step): () => Promise<void> {
    this.steps.push(step);
    return async () => {
      const at = this.steps.indexOf(step);
      if (at < 0) return;
      this.steps.splice(at, 1);
      await step();
    };
  }

  run(): Promise<void> {
    return (this.running ??= this.undo());
  }

  private async undo(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step();
      } catch (error) {
        process.stderr.write(`clean-up: ${(error as Error).message}\n`);
      }
    }
  }
}

export const cleanUp = new CleanUp();
