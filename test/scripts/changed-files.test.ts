import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { changedFiles } from "../../scripts/lib/changed-files.ts";

it("changed files are the edited and the new TypeScript files; without a repository nothing is known", () => {
  const folder = mkdtempSync(join(tmpdir(), "gondola-changed-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  expect(changedFiles(folder)).toBeNull();
  git("init");
  mkdirSync(join(folder, "src"));
  for (const path of ["src/same.ts", "src/edited.ts", "src/deleted.ts", "src/text.md"]) write(path, "1");
  git("add", ".");
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-m", "first");
  expect(changedFiles(folder)).toEqual([]);
  for (const path of ["src/edited.ts", "src/new.tsx", "src/text.md"]) write(path, "2");
  rmSync(join(folder, "src/deleted.ts"));
  expect(changedFiles(folder)).toEqual(["src/edited.ts", "src/new.tsx"]);
});
