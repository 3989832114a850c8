/** Sums over some revenue lines. */
export interface Figures {
  amountFen: number;
  pieces: number;
  lines: number;
  unpricedLines: number;
  unpricedPieces: number;
}

export const NO_FIGURES: Readonly<Figures> = {
  amountFen: 0,
  pieces: 0,
  lines: 0,
  unpricedLines: 0,
  unpricedPieces: 0,
};

export interface TreeNode {
  id: string;
  parentId: string | null;
}

export interface RolledUp {
  own: Figures;
  subtree: Figures;
}

export function addFigures(a: Figures, b: Figures): Figures {
  return {
    amountFen: a.amountFen + b.amountFen,
    pieces: a.pieces + b.pieces,
    lines: a.lines + b.lines,
    unpricedLines: a.unpricedLines + b.unpricedLines,
    unpricedPieces: a.unpricedPieces + b.unpricedPieces,
  };
}

/**
 * Each branch's own figures and those of everything below it.
 *
 * @param tree branches in any order; one whose parent is not among them is a root
 * @param own  figures by branch id, absent for none
 * @returns an entry for each branch with lines in its subtree
 */
export function rollUp(tree: readonly TreeNode[], own: ReadonlyMap<string, Figures>): Map<string, RolledUp> {
  const parents = new Map(tree.map((node) => [node.id, node.parentId]));
  const result = new Map<string, RolledUp>();
  for (const [branchId, figures] of own) {
    const seen = new Set<string>();
    let at: string | null | undefined = branchId;
    while (at && parents.has(at) && !seen.has(at)) {
      seen.add(at);
      const entry = result.get(at) ?? { own: { ...NO_FIGURES }, subtree: { ...NO_FIGURES } };
      result.set(at, {
        own: at === branchId ? figures : entry.own,
        subtree: addFigures(entry.subtree, figures),
      });
      at = parents.get(at);
    }
  }
  return result;
}
