import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from './client';
import type { Branch, NewBranch } from './types';

/** A branch with those below it, in the order of their codes. */
export interface BranchNode extends Branch {
  children?: BranchNode[];
}

/** Builds the viewer's tree: a branch whose parent the viewer cannot see stands at the top. */
export function branchTree(branches: readonly Branch[]): BranchNode[] {
  const nodes = new Map<string, BranchNode>(branches.map((branch) => [branch.id, { ...branch }]));
  const roots: BranchNode[] = [];
  for (const node of [...nodes.values()].sort((a, b) => a.code.localeCompare(b.code))) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    if (parent) (parent.children ??= []).push(node);
    else roots.push(node);
  }
  return roots;
}

export function useBranches() {
  return useQuery({
    queryKey: ['branches'],
    queryFn: async () => (await body(api.GET('/api/branches'))).items,
    staleTime: 60_000,
  });
}

export type BranchFields = NewBranch;

/** Adds a branch, or changes one when `existing` is given. */
export function useSaveBranch(existing: Branch | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, ...change }: BranchFields) =>
      existing
        ? body(
            api.PATCH('/api/branches/{id}', {
              params: { path: { id: existing.id } },
              body: {
                name: change.name,
                level: change.level,
                version: existing.version,
                ...(existing.parentId === null ? {} : { parentId: change.parentId }),
              },
            }),
          )
        : body(api.POST('/api/branches', { body: { code, ...change } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['branches'] }),
  });
}
