/** Handles made from titles. */
import type { Core } from "../core.ts";

/** "Café Torrado 500 g" → "cafe-torrado-500-g" */
export const slug = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 255) || "product";

/** A handle made from a title gets a number when it is taken. */
export function freeHandle(
  core: Core,
  title: string,
  isTaken = (handle: string) => core.state.handles.has(handle),
): string {
  const base = slug(title);
  let handle = base;
  for (let count = 1; isTaken(handle); count += 1) handle = `${base}-${count}`;
  return handle;
}
