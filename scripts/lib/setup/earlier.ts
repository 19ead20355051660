/** What an earlier run left in its file. */
import { earlierUrl, fileOf } from "./config.ts";
import type { Files, RawConfig } from "./ports.ts";

function earlierConfig(files: Files, env: string): RawConfig | null {
  const text = files.read(fileOf(env));
  if (text === null) return null;
  return JSON.parse(text) as RawConfig;
}

export const earlierVars = (files: Files, env: string): Readonly<Record<string, string>> =>
  earlierConfig(files, env)?.vars ?? {};

/** Answers of an earlier run: its variables and its address. No secret is among them. */
export const earlierAnswers = (files: Files, env: string): Readonly<Record<string, string>> => ({
  ...earlierVars(files, env),
  GONDOLA_URL: earlierUrl(earlierConfig(files, env)),
});
