/** A Consinco to run against: a function from Request to Response over a state, with time and chance passed in. See README.md. */
import { Faults, withFaults } from "../kit/faults.ts";
import { remember } from "../kit/remember.ts";
import type { Handler } from "../kit/world.ts";
import { backOffice, isBackOfficePath } from "./back-office/back-office.ts";
import { productsControl } from "./control/products.ts";
import { controlRoute } from "./control/http.ts";
import { ordersControl } from "./control/orders.ts";
import { systemControl } from "./control/system.ts";
import { newErp, type Erp } from "./erp.ts";
import type { Journal } from "./journal.ts";
import type { ConsincoOptions } from "./options.ts";
import { route } from "./routes.ts";

export type Control = ReturnType<typeof productsControl> &
  ReturnType<typeof ordersControl> &
  ReturnType<typeof systemControl>;

export interface Consinco {
  /** Rejects with ConnectionCut when a fault cuts the connection. */
  readonly handler: Handler;
  /** Everything, for oracles; view.ts reads it in plain records. */
  readonly state: Erp;
  readonly control: Control;
  readonly journal: Journal;
  readonly faults: Faults;
  /** @returns puts the ERP back to how it stands now; the world's clock is the caller's */
  readonly remember: () => () => void;
}

export function createConsinco(options: ConsincoOptions): Consinco {
  const erp = newErp(options);
  const { world } = options;
  const faults = new Faults();
  const control: Control = { ...productsControl(erp), ...ordersControl(erp), ...systemControl(erp, faults) };
  const faulty = withFaults((request) => route(erp, request), faults, world);
  const handler: Handler = async (request) => {
    const { pathname } = new URL(request.url);
    if (isBackOfficePath(pathname)) return backOffice(erp, control, request);
    const isControl = pathname.startsWith("/_sim/");
    const answer = isControl ? await controlRoute({ erp, control, faults }, request) : await faulty(request);
    answer.headers.set("date", new Date(world.now() + erp.clockSkewMs).toUTCString());
    return answer;
  };
  return { handler, state: erp, control, journal: erp.journal, faults, remember: () => remember(erp, faults) };
}
