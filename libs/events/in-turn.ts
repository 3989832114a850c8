const last = new WeakMap<object, Promise<unknown>>();

/**
 * Lets the listeners of one event work one after the other. They are called at once but share the transaction that
 * the event belongs to, and a connection takes one question at a time. When one fails those behind it do not begin.
 */
export function inTurn<T>(event: object, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(event) ?? Promise.resolve()).then(work);
  last.set(event, turn);
  return turn;
}
