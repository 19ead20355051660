/** The ERP from here: its address, its tunnel, its login, its permission, its dialect, its clock. */
import type { Deps } from "../../deps.ts";
import { readPage } from "../../erp/client/pages.ts";
import type { ErpFailure } from "../../erp/client/result.ts";
import { clockFinding, erpFault, found, type Finding } from "../../rules/work/doctor.ts";

/** Reads one brand, the shortest list that every installation has. */
export async function examineErp({ erp, clock, config }: Deps): Promise<readonly Finding[]> {
  const dialect = await erp.dialect();
  const read = await readPage(erp, dialect.records.brands, {}, { page: 1, pageSize: 1 });
  if (read.ok) return [found("erp", "ok", "fine"), clockFinding("clock-erp", read.page.erpNow, clock.now())];
  const code = erpFault(partsOf(read.failure));
  const why = partsOf(read.failure).words.slice(0, 200);
  return [found("erp", "bad", code, { host: new URL(config.erp.baseUrl).host, why })];
}

function partsOf(failure: ErpFailure): Parameters<typeof erpFault>[0] {
  switch (failure.kind) {
    case "unauthorized":
      return { kind: failure.kind, words: failure.message, isLoginAddress: failure.isLoginAddress };
    case "refused":
    case "unknown":
      return { kind: failure.kind, words: failure.message };
    case "notThere":
      return { kind: failure.kind, words: `HTTP ${failure.status} ${failure.code ?? ""}` };
    case "alreadyThere":
      return { kind: failure.kind, words: "" };
  }
}
