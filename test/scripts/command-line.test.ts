import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
const ours = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /(?:^|\s)((?:scripts|bench)\/\S+\.ts)/.exec(command)?.[1];
  return file === undefined ? [] : [{ name, file }];
});
const run = (file: string, ...args: string[]) =>
  spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", file, ...args], { encoding: "utf8" });

describe("the command line of scripts", () => {
  it("has read the scripts", () => {
    expect(ours.length).toBeGreaterThan(12);
  });

  it.each(ours)("$name knows --help", ({ file }) => {
    expect(readFileSync(file, "utf8")).toMatch(/\bcommandLine\(|\bcommandWords\(|\bflags\.help\b/);
  });

  it("--help prints the usage with the options and their defaults, and does nothing else", () => {
    const { status, stdout, stderr } = run("scripts/simulate.ts", "--help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^npm run simulate/);
    expect(stdout).toContain("--seeds <value>   (1000)");
    expect(stdout).not.toContain("scenarios,");
    expect(stderr).toBe("");
  });

  it("a wrong option is named, beside the usage, and ends with 2", () => {
    const { status, stdout, stderr } = run("scripts/titles.ts", "names.csv", "--rule", "r.json");
    expect(status).toBe(2);
    expect(stderr).toContain("--rule");
    expect(stderr).toContain("npm run titles -- file.csv");
    expect(stdout).toBe("");
  });

  it("a missing word is named and ends with 2", () => {
    const { status, stderr } = run("scripts/titles.ts");
    expect(status).toBe(2);
    expect(stderr).toContain("the file is missing");
  });
});
