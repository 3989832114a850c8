const END_LIMIT_MS = 20_000;

/** Runs `end` once on Ctrl-C or a stop request, bounded, then leaves; a second Ctrl-C leaves at once. */
export function endOnSignal(end: () => Promise<void>): void {
  let ending = false;
  const onSignal = () => {
    if (ending) process.exit(130);
    ending = true;
    setTimeout(() => process.exit(1), END_LIMIT_MS).unref();
    end().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
