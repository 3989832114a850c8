/**
 * Repeats a writer knows of, so that the compressor need not search: at byte `at`, `length` bytes are the same as
 * `distance` bytes before. Bytes between one repeat and the next are taken as they are. A repeat of length 0 ends a
 * stretch in which the compressor shall search for itself.
 */
export class Repeats {
  count = 0;
  at: Int32Array;
  length: Int32Array;
  distance: Int32Array;

  constructor(capacity = 512) {
    this.at = new Int32Array(capacity);
    this.length = new Int32Array(capacity);
    this.distance = new Int32Array(capacity);
  }

  add(at: number, length: number, distance: number): void {
    if (this.count === this.at.length) this.grow();
    const n = this.count++;
    this.at[n] = at;
    this.length[n] = length;
    this.distance[n] = distance;
  }

  private grow(): void {
    const larger = (old: Int32Array): Int32Array => {
      const next = new Int32Array(old.length * 2 + 64);
      next.set(old);
      return next;
    };
    this.at = larger(this.at);
    this.length = larger(this.length);
    this.distance = larger(this.distance);
  }
}
