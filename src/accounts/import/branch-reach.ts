/** Branches that rows may name, by code and by name in lower case; null where two go by one name. */
export type BranchReach = ReadonlyMap<string, string | null>;

export function branchReach(
  branches: readonly { id: string; code: string; name: string }[],
  branchIds: readonly string[],
): BranchReach {
  const mine = branches.filter(({ id }) => branchIds.includes(id));
  const reach = new Map<string, string | null>();
  for (const { id, name } of mine) reach.set(name.toLowerCase(), reach.has(name.toLowerCase()) ? null : id);
  for (const { id, code } of mine) reach.set(code.toLowerCase(), id);
  return reach;
}
