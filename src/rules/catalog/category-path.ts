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
 * A category with its ancestors, root first and the category itself last; empty for a category outside the tree. Below
 * a missing parent the path begins with the child. A path contains no ancestor from a circle, because each member would
 * be above and below the others. A member of a circle is alone in its path.
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

/** Faults of the tree itself: active categories whose parent is missing, or that are their own ancestors. */
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
