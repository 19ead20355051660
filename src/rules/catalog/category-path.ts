/** One category of the ERP's tree. */
export interface CategoryNode {
  readonly seq: number;
  /** Null: a root. */
  readonly parent: number | null;
  readonly name: string;
  readonly active: boolean;
}

export type Tree = ReadonlyMap<number, CategoryNode>;

/**
 * A category with its ancestors, root first and the category itself last; empty for a category that is not in the tree.
 * Where a parent is missing the path begins below it. Of a circle no ancestor is in the path: each of its members would
 * be above and below the others, so it stands alone, and what hangs below a circle begins below it.
 */
export function categoryPath(tree: Tree, seq: number | null): readonly CategoryNode[] {
  const climbed: CategoryNode[] = [];
  const seen = new Set<number>();
  for (let node = nodeAt(tree, seq); node; node = nodeAt(tree, node.parent)) {
    if (seen.has(node.seq)) {
      const circle = climbed.findIndex((each) => each.seq === node?.seq);
      return climbed.slice(0, Math.max(1, circle)).toReversed();
    }
    seen.add(node.seq);
    climbed.push(node);
  }
  return climbed.toReversed();
}

export interface TreeFault {
  readonly node: CategoryNode;
  readonly kind: "parent-missing" | "circle";
}

/** What is wrong with the tree itself: active categories whose parent is not there, or that are their own ancestors. */
export function treeFaults(tree: Tree): readonly TreeFault[] {
  const faults: TreeFault[] = [];
  for (const node of tree.values()) {
    if (!node.active || node.parent === null) continue;
    if (!tree.has(node.parent)) faults.push({ node, kind: "parent-missing" });
    else if (isOwnAncestor(tree, node)) faults.push({ node, kind: "circle" });
  }
  return faults;
}

function isOwnAncestor(tree: Tree, start: CategoryNode): boolean {
  const seen = new Set<number>();
  for (let node = nodeAt(tree, start.parent); node && !seen.has(node.seq); node = nodeAt(tree, node.parent)) {
    if (node.seq === start.seq) return true;
    seen.add(node.seq);
  }
  return false;
}

function nodeAt(tree: Tree, seq: number | null): CategoryNode | undefined {
  return seq === null ? undefined : tree.get(seq);
}
