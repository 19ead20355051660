import { expect, it } from "vitest";
import { bindings } from "../../bench/orders/servers.ts";
import { readConfig } from "../../src/config.ts";

it("the Worker of the bench has every binding and variable that it asks for", () => {
  const { queues, services, texts } = bindings();
  const bound = Object.fromEntries([...queues, ...services].map((name) => [name, {}]));
  expect(readConfig({ ...bound, ...texts })).toMatchObject({ ok: true });
  for (const name of services)
    expect(readConfig({ ...bound, ...texts, [name]: undefined })).toMatchObject({ ok: false });
});
