import { expect, it } from "vitest";
import { bindings } from "../../bench/orders/servers.ts";
import { readConfig } from "../../src/config.ts";
import type { Env } from "../../src/env.ts";

it("the Worker of the bench has every binding and variable that it asks for", () => {
  const { queues, services, texts } = bindings();
  const bound = Object.fromEntries([...queues, ...services].map((name) => [name, {}]));
  expect(readConfig({ ...bound, ...texts } as unknown as Env)).toMatchObject({ ok: true });
  for (const name of services)
    expect(readConfig({ ...bound, ...texts, [name]: undefined } as unknown as Env)).toMatchObject({ ok: false });
});
