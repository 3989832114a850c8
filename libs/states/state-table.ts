/**
 * States as a table: what may follow what. Checked when it is made, asked wherever a state changes.
 */
export class StateTable<S extends string> {
  private constructor(private readonly table: Readonly<Record<S, readonly S[]>>) {}

  /**
   * @param initial where every record starts
   * @param table   for each state, the states that may follow; an empty list is an end
   * @throws Error at import when a state cannot be reached, or no end can be reached from one
   */
  static of<S extends string>(initial: S, table: Readonly<Record<S, readonly S[]>>): StateTable<S> {
    const states = new StateTable(table);
    const reached = states.reachable(initial);
    for (const state of states.all) {
      if (!reached.has(state)) throw new Error(`State "${state}" cannot be reached from "${initial}".`);
      if (![...states.reachable(state)].some((end) => table[end].length === 0)) {
        throw new Error(`No end can be reached from state "${state}".`);
      }
    }
    return states;
  }

  get all(): S[] {
    return Object.keys(this.table) as S[];
  }

  /** Whether `next` may follow `state`. */
  may(state: S, next: S): boolean {
    return this.table[state].includes(next);
  }

  /** Every state from which `next` may be entered. */
  before(next: S): S[] {
    return this.all.filter((state) => this.may(state, next));
  }

  /** Whether nothing follows. */
  isEnd(state: S): boolean {
    return this.table[state].length === 0;
  }

  private reachable(from: S): Set<S> {
    const reached = new Set<S>([from]);
    for (const state of reached) for (const next of this.table[state]) reached.add(next);
    return reached;
  }
}
