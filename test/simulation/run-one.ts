import { runNight } from "./night/run.ts";
const seed = Number(process.argv[2] ?? 1);
const started = performance.now();
const result = await runNight(seed, process.argv[3] === "--trace" ? (line) => console.log(line) : undefined);
const { steps: _steps, ...rest } = result;
console.log(JSON.stringify(rest, null, 1), Math.round(performance.now() - started), "ms");
