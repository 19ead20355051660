/**
 * Loaded into the process of `npm run setup` alone (node's --import): its requests go to the test's own internet, because
 * no address of the test exists; and where the test asks for it, pipes are a terminal. wrangler is left as it is.
 */
import { argv, env, stdin, stdout } from "node:process";

/** Shown where a terminal would go into raw mode: what is typed then does not appear. */
export const HIDDEN = "\u0001raw\u0001";

const gateway = env["E2E_GATEWAY"];

if (gateway !== undefined && argv[1]?.endsWith("setup.ts") === true) {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.set("x-e2e-origin", url.origin);
    return real(`${gateway}${url.pathname}${url.search}`, {
      method: request.method,
      headers,
      redirect: "manual",
      signal: request.signal,
      ...(request.body ? { body: await request.text() } : {}),
    });
  };
  if (env["E2E_TERMINAL"] === "yes") {
    Object.assign(stdin, { isTTY: true, isRaw: false });
    Object.assign(stdout, { isTTY: true, columns: 200, rows: 50 });
    // A terminal that is not read keeps no process alive; a pipe would.
    const pause = stdin.pause.bind(stdin);
    const resume = stdin.resume.bind(stdin);
    Object.assign(stdin, {
      pause: () => {
        stdin.unref();
        return pause();
      },
      resume: () => {
        stdin.ref();
        return resume();
      },
    });
    // A terminal shows what is typed unless it is in raw mode; the test reads these marks.
    Object.assign(stdin, {
      setRawMode(isRaw: boolean) {
        stdout.write(isRaw ? HIDDEN : "\u0001shown\u0001");
        return stdin;
      },
    });
  }
}
