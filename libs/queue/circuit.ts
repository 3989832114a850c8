/**
 * Remembers a failure for a while, so that a service that wakes a hundred jobs while the store is away waits once,
 * not a hundred times.
 */
export class Circuit {
  private openUntil = 0;

  /** @param cooldownMs How long a failure is remembered. */
  constructor(
    private readonly cooldownMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isOpen(): boolean {
    return this.now() < this.openUntil;
  }

  failed(): void {
    this.openUntil = this.now() + this.cooldownMs;
  }

  succeeded(): void {
    this.openUntil = 0;
  }
}
