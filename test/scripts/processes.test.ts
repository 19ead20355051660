import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const LIBRARY = join(import.meta.dirname, "../../scripts/lib/processes.ts");
const started: number[] = [];

afterEach(() => {
  for (const pid of started.splice(0))
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it ended by itself, as it should
    }
});

/** `sh` (as npm has it) → a script that starts a group of its own, a sleep, and waits for nothing. */
async function family(env: Record<string, string>): Promise<{ sh: number; script: number; sleeper: number }> {
  const folder = mkdtempSync(join(tmpdir(), "gondola-processes-"));
  const script = join(folder, "script.ts");
  const pidFile = join(folder, "pids");
  writeFileSync(
    script,
    `import { writeFileSync } from "node:fs";
     import { endGroupsWithThisProcess, startGroup } from ${JSON.stringify(LIBRARY)};
     endGroupsWithThisProcess();
     const { pid } = startGroup(["sleep", "300"]);
     setInterval(() => undefined, 1000);
     writeFileSync(${JSON.stringify(pidFile)}, \`\${process.pid} \${pid}\`);`,
  );
  // The second command keeps the shell from becoming the script, as some shells do.
  const sh = spawn("sh", ["-c", `"${process.execPath}" "${script}"; true`], {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  const pids = await until(() => {
    const [first, second] = readFileSync(pidFile, "utf8").split(" ").map(Number);
    return first !== undefined && second !== undefined ? ([first, second] as const) : undefined;
  });
  const [mine, sleeper] = pids;
  started.push(mine, sleeper);
  return { sh: sh.pid ?? 0, script: mine, sleeper };
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    try {
      const seen = look();
      if (seen !== undefined) return seen;
    } catch {
      // not there yet
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const lives = (pid: number): boolean => {
  try {
    // A process that ended and was not waited for is still listed, as a zombie.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};
const ended = (pid: number): Promise<true> => until(() => (lives(pid) ? undefined : true));

describe.runIf(process.platform === "linux")("a script that starts groups of processes", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("leaves none behind after %s", async (signal) => {
    const { script, sleeper } = await family({});
    process.kill(script, signal);
    expect([await ended(script), await ended(sleeper)]).toEqual([true, true]);
  });

  it("leaves none behind when the npm that started it is ended, which passes no SIGTERM on", async () => {
    const { sh, script, sleeper } = await family({ npm_lifecycle_event: "dev" });
    process.kill(sh, "SIGTERM");
    expect([await ended(script), await ended(sleeper)]).toEqual([true, true]);
  });

  it("goes on when the shell it was started from is closed", async () => {
    const { sh, script, sleeper } = await family({ npm_lifecycle_event: "" });
    process.kill(sh, "SIGKILL");
    await ended(sh);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([lives(script), lives(sleeper)]).toEqual([true, true]);
  });
});
