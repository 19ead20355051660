/** Two long texts side by side in little room: from shortly before their first difference. */

/** Characters shown of the equal part before it, at most a third of the room. */
const CONTEXT_MAX = 60;

/** @param max UTF-16 units of each; what is cut away is an ellipsis. Texts that fit are left as they are. */
export function differingParts(before: string, after: string, max: number): readonly [string, string] {
  if (before.length <= max && after.length <= max) return [before, after];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const from = Math.max(0, same - Math.min(CONTEXT_MAX, Math.floor(max / 3)));
  const part = (text: string): string => {
    const head = from > 0 ? "…" : "";
    const rest = text.slice(from);
    const room = max - head.length;
    return rest.length <= room ? head + rest : `${head}${rest.slice(0, room - 1)}…`;
  };
  return [part(before), part(after)];
}
