/** The control API: GET /_sim/journal, /_sim/state; GET, POST, DELETE /_sim/faults; POST /_sim/control/{name} with the function's argument. */
import type { Fault, Faults } from "../../kit/faults.ts";
import { failure, json } from "../answer.ts";
import type { Control } from "../consinco.ts";
import type { Erp } from "../erp.ts";
import { stateOf } from "../view.ts";

interface Sim {
  readonly erp: Erp;
  readonly control: Control;
  readonly faults: Faults;
}

export async function controlRoute({ erp, control, faults }: Sim, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const call = `${request.method} ${url.pathname.slice("/_sim".length).replace(/\/+$/, "")}`;
  switch (call) {
    case "GET /journal":
      return json({
        orders: erp.journal.orders(),
        doubled: erp.journal.doubled(),
        calls: erp.journal.calls,
        faults: faults.occurred,
      });
    case "GET /state":
      return json(
        stateOf(erp, Number(url.searchParams.get("company") ?? 1), Number(url.searchParams.get("segment") ?? 1)),
      );
    case "GET /faults":
      return json({ active: faults.list(), occurred: faults.occurred });
    case "DELETE /faults":
      faults.clear();
      return json({});
    case "POST /faults": {
      // The control API is for our own tests and demo: they write the type.
      const given = await request.json<Fault | readonly Fault[]>();
      for (const fault of isList(given) ? given : [given]) faults.add(fault);
      return json({ active: faults.list() });
    }
    default:
      return run(control, /^POST \/control\/(\w+)$/.exec(call)?.[1], request);
  }
}

async function run(control: Control, name: string | undefined, request: Request): Promise<Response> {
  if (name === undefined || !Object.hasOwn(control, name))
    return failure(404, "SIM", `no such control; there are: ${Object.keys(control).join(", ")}`);
  const step = control[name as keyof Control] as (argument: unknown) => unknown;
  const text = await request.text();
  try {
    return json({ result: step(text === "" ? {} : JSON.parse(text)) ?? null });
  } catch (error) {
    return failure(400, "SIM", error instanceof Error ? error.message : String(error));
  }
}

const isList = (given: Fault | readonly Fault[]): given is readonly Fault[] => Array.isArray(given);
