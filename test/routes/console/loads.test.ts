/** Cargas over a filled hub: against their promise, moved back with their size, and what operators do. */
import { beforeEach, expect, it } from "vitest";
import { fillHub } from "../../console/filled-hub.ts";
import { consoleWorld } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
const PATH = "/ops/cargas/stock/14/0";
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

it("lists every load against its promise, each company by its name, the worst of a kind first", async () => {
  const text = await ops.text("/ops/cargas");
  expect(text).toContain("1 parada, 1 pausada.");
  expect(text).toMatch(/Estoque , 6 Loja 14 Porto Fictício parada 13:52:00 38 min de 15 min 14:33/);
  expect(text).toMatch(/Varredura de pedidos pausada 14:28:00 2 min de 15 min —/);
  expect(text).toMatch(/Preços , 3 Loja 4 Vila Modelo, segmento 1 em dia/);
});

it("shows a load's runs with counts that close, and why the last one failed", async () => {
  const text = await ops.text(PATH);
  expect(text).toContain("Estoque, Loja 14 Porto Fictício parada");
  expect(text).toContain("A última execução falhou: ERP: HTTP 503.");
  expect(text).toContain("ERP: HTTP 503 6 s 0 0 0 0 0");
  expect(text).toMatch(/fecha 9 s 1 \d+ \d+ \d+ 0/);
  await ops.rows("UPDATE runs SET read = read + 1 WHERE name = 'stock' AND company = 14 AND outcome = 'done'");
  expect(await ops.text(PATH)).toContain("não fecha");
});

it("shows the size of a move before it is made, and moves only by the form", async () => {
  const preview = await ops.text(`${PATH}?para=2026-11-24T08:00`);
  expect(preview).toContain("no máximo 2 registros conhecidos");
  expect(preview).toContain("Reler desde esta data");
  const watermark = async () =>
    (await ops.rows("SELECT watermark FROM loads WHERE name = 'stock' AND company = 14"))[0]?.["watermark"];
  expect(await watermark()).toBe("2026-11-24T13:52:00");
  expect(await ops.text(`${PATH}?para=2030-01-01T00:00`)).toContain("não pode ser do futuro");
  expect(await ops.text(`${PATH}?para=2026-11-24T14:00`)).toContain("Para a frente");
  const moved = await ops.act(`${PATH}/mover`, { para: "2026-11-24T08:00" }, `${PATH}?para=2026-11-24T08:00`);
  expect(moved.headers.get("location")).toBe(`${PATH}?aviso=moved`);
  expect(await watermark()).toBe("2026-11-24T08:00:00");
  expect(ops.sentJobs).toEqual(["stock"]);
  expect(
    await ops.rows("SELECT who, before, after FROM audit WHERE act = 'watermark' ORDER BY at DESC LIMIT 1"),
  ).toEqual([{ who: "api", before: "2026-11-24T13:52:00", after: "2026-11-24T08:00:00" }]);
});

it("runs, pauses, resumes and reads all again, each with its row in the audit", async () => {
  for (const ato of ["rodar", "pausar", "rodar", "continuar", "tudo"]) await ops.act(`${PATH}/agir`, { ato }, PATH);
  expect(ops.sentJobs).toEqual(["stock", "stock", "stock"]);
  expect(await ops.rows("SELECT enabled, full_wanted FROM loads WHERE name = 'stock' AND company = 14")).toEqual([
    { enabled: 1, full_wanted: 1 },
  ]);
  expect(
    await ops.rows("SELECT act FROM audit WHERE company = 14 AND at = ?1 ORDER BY id", ops.deps.clock.now()),
  ).toEqual(["run", "pause", "resume", "full"].map((act) => ({ act })));
});

it("settings are the admin's, and a wrong number stores nothing", async () => {
  const fields = { pageSize: "250", overlapSeconds: "", fullEveryHours: "24", delistingMaxPermille: "" };
  const wrong = await ops.act(`${PATH}/ajustar`, { ...fields, pageSize: "9999" }, PATH);
  expect(wrong.headers.get("location")).toContain("map-wrong");
  await ops.act(`${PATH}/ajustar`, fields, PATH);
  expect(
    await ops.rows(
      "SELECT page_size, overlap_seconds, full_every_hours FROM loads WHERE name = 'stock' AND company = 14",
    ),
  ).toEqual([{ page_size: 250, overlap_seconds: null, full_every_hours: 24 }]);
  ops.jar.clear();
  await ops.signIn(await ops.tokenOf("operator"));
  expect((await ops.act(`${PATH}/ajustar`, fields, PATH)).status).toBe(403);
  expect((await ops.act(`${PATH}/agir`, { ato: "rodar" }, PATH)).status).toBe(303);
  ops.jar.clear();
  await ops.signIn(await ops.tokenOf("viewer"));
  expect((await ops.act(`${PATH}/agir`, { ato: "rodar" })).status).toBe(403);
  expect(await ops.html(PATH)).not.toContain("Rodar agora");
});

it("a delisting that the guard blocked is approved here", async () => {
  await ops.rows("UPDATE loads SET delisting_state = 'blocked', delisting_rows = 1200 WHERE name = 'products'");
  const path = "/ops/cargas/products/0/0";
  expect(await ops.text(path)).toContain("1.200 registros não vêm mais do ERP, acima da trava de sumiço");
  await ops.act(`${path}/agir`, { ato: "sumico" }, path);
  expect(await ops.rows("SELECT delisting_approved_rows AS n FROM loads WHERE name = 'products'")).toEqual([
    { n: 1200 },
  ]);
});

it("an unknown load is a page of its own", async () => {
  for (const path of ["/ops/cargas/nonsense/0/0", "/ops/cargas/stock/99/0"])
    expect((await ops.send("GET", path)).status).toBe(404);
});
