import type { RevenueGroup, RevenueGrouping } from '../../api/revenue';

export const groupings: readonly RevenueGrouping[] = ['campaign', 'account', 'branch', 'month'];

/** A group with those below it: only branches have any. */
export interface GroupNode extends RevenueGroup {
  id: string;
  children?: GroupNode[];
}

/** A name for a group that has none is the caller's to give: it depends on the language. */
export type GroupName = (group: RevenueGroup) => string;

/** Groups as a tree; a branch whose parent is not among them stands on top. */
export function groupTree(groups: readonly RevenueGroup[]): GroupNode[] {
  const nodes = groups.map((group): GroupNode => ({
    ...group,
    id: `${group.key ?? 'none'} ${group.year ?? ''}`,
  }));
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const roots: GroupNode[] = [];
  for (const node of nodes) {
    const parent = node.parentKey === null ? undefined : byKey.get(node.parentKey);
    if (parent && parent !== node) (parent.children ??= []).push(node);
    else roots.push(node);
  }
  return roots;
}

/** What a picture shows: parts that together are the whole, largest first unless time orders them. */
export interface Part {
  name: string;
  amountFen: number;
  query: Record<string, string>;
  unknown: boolean;
}

/**
 * The parts of a grouping. Of branches, those right below the top one and what the top one earned itself:
 * deeper ones are inside them.
 */
export function partsOf(
  by: RevenueGrouping,
  groups: readonly RevenueGroup[],
  nameOf: GroupName,
  ownName: (branch: string) => string,
): Part[] {
  const part = (group: RevenueGroup): Part => ({
    name: nameOf(group),
    amountFen: group.amountFen,
    query: group.query,
    unknown: group.key === null,
  });
  if (by === 'month') return groups.map(part);
  const top = groupTree(groups);
  const parts = top.flatMap((node) => {
    if (!node.children) return [part(node)];
    const own = node.own && node.own.lines > 0 ? [{ ...part(node), ...ownPart(node, ownName) }] : [];
    return [...own, ...node.children.map(part)];
  });
  return parts.sort((a, b) => b.amountFen - a.amountFen);
}

function ownPart(node: GroupNode, ownName: (branch: string) => string) {
  return { name: ownName(node.label ?? ''), amountFen: node.own!.amountFen, query: node.own!.query };
}

const MONTHS = 12;

/** The parts of one year by month, the empty months among them, so that the year keeps its shape. */
export function wholeYear(
  groups: readonly RevenueGroup[],
  year: number,
  monthName: (month: number) => string,
) {
  const byMonth = new Map(groups.map((group) => [group.key, group]));
  return Array.from({ length: MONTHS }, (_, index): Part => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return {
      name: monthName(index),
      amountFen: byMonth.get(month)?.amountFen ?? 0,
      query: byMonth.get(month)?.query ?? { month },
      unknown: false,
    };
  });
}
