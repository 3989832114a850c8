/** Longest code DEFLATE allows for literals, lengths and distances (RFC 1951, 3.2.7). */
const MAX_BITS = 15;

/** A prefix code: by symbol, its length and its bits in the order DEFLATE sends them (reversed). */
export interface HuffmanCode {
  lengths: Uint8Array;
  bits: Uint16Array;
}

/** Depths of the leaves of a Huffman tree; every weight must be above 0. */
function depths(weights: readonly number[]): number[] {
  type Node = { weight: number; order: number; leaf: number; left?: Node; right?: Node };
  const leaves: Node[] = weights.map((weight, leaf) => ({ weight, order: leaf, leaf }));
  leaves.sort((a, b) => a.weight - b.weight || a.order - b.order);
  const joined: Node[] = [];
  const smallest = (): Node => {
    const [leaf, join] = [leaves[0], joined[0]];
    const queue = join === undefined || (leaf !== undefined && leaf.weight <= join.weight) ? leaves : joined;
    return queue.shift() as Node;
  };
  while (leaves.length + joined.length > 1) {
    const left = smallest();
    const right = smallest();
    joined.push({ weight: left.weight + right.weight, order: 0, leaf: -1, left, right });
  }
  const found = new Array<number>(weights.length).fill(1);
  const walk = (node: Node, depth: number): void => {
    if (node.leaf >= 0) found[node.leaf] = Math.max(1, depth);
    if (node.left) walk(node.left, depth + 1);
    if (node.right) walk(node.right, depth + 1);
  };
  const root = joined[0] ?? leaves[0];
  if (root) walk(root, 0);
  return found;
}

function reverse(value: number, count: number): number {
  let out = 0;
  for (let i = 0; i < count; i++) out |= ((value >> i) & 1) << (count - 1 - i);
  return out;
}

/** Canonical bits of the given lengths (RFC 1951, 3.2.2). */
function canonical(lengths: Uint8Array): Uint16Array {
  const counts = new Uint16Array(MAX_BITS + 2);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] as number) + 1;
  const next = new Uint16Array(MAX_BITS + 2);
  for (let bits = 1, code = 0; bits <= MAX_BITS; bits++) {
    code = (code + (counts[bits - 1] as number)) << 1;
    next[bits] = code;
  }
  return Uint16Array.from(lengths, (length) => {
    if (length === 0) return 0;
    const code = next[length] as number;
    next[length] = code + 1;
    return reverse(code, length);
  });
}

/**
 * A code for symbols of these weights, no longer than `limit` bits. Weights are flattened until it fits.
 * @param weights whole numbers above 0
 */
export function huffmanCode(weights: readonly number[], limit = MAX_BITS): HuffmanCode {
  let flat = [...weights];
  let found = depths(flat);
  for (let guard = 0; guard < 32 && Math.max(...found) > limit; guard++) {
    flat = flat.map((weight) => (weight >> 1) + 1);
    found = depths(flat);
  }
  const lengths = Uint8Array.from(found);
  return { lengths, bits: canonical(lengths) };
}
