import type { JSX } from "hono/jsx/jsx-runtime";
import { type ProblemKind, ProblemPage } from "../../console/pages/problem.tsx";
import { type ConsoleContext, frameOf } from "./env.ts";

/** A page as an answer. Every text and attribute was escaped when it was rendered. */
export const html = async (page: JSX.Element, status = 200): Promise<Response> =>
  new Response(`<!doctype html>${await page}`, {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
  });

export const problem = async (context: ConsoleContext, kind: ProblemKind, status: number): Promise<Response> =>
  html(<ProblemPage frame={await frameOf(context)} kind={kind} />, status);
