/** The ERP sends events itself: some of those that its list has too, and states on the way that its list does not know. */
import type { OrderEvent } from "../../../sim/consinco/orders/orders.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { toLocal } from "../../../sim/consinco/local-time.ts";
import { call } from "../scenario/api.ts";
import { WORKER_ORIGIN, type Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import type { RandomStream } from "../scenario/random-streams.ts";

const LOOK_EVERY_MS = 20_000;
const AGAIN_AFTER_MS = 30_000;
const PATHS: Readonly<Record<string, string>> = {
  ALTERADO: "alterations",
  FATURADO: "invoices",
  CANCELADO: "cancellations",
};
/** On the way, in their order; SEPARACAO is in the list as well. */
export const ON_THE_WAY = ["SEPARACAO", "PRONTO_RETIRADA", "DESPACHADO", "ENTREGUE"] as const;

/** The operator gives the ERP its token. */
export async function giveToken(scenario: Scenario): Promise<void> {
  const made = (await call(scenario, "POST", "/api/tokens", { name: "erp", scope: "erp" })) as { secret: string };
  if (scenario.pushing) scenario.pushing.token = made.secret;
}

/** Looks for new events while the storm lasts, as the ERP's own queue of messages does. */
export function schedulePushes(scenario: Scenario): void {
  const { plan, pushing, systems, scheduler, streams } = scenario;
  if (pushing === null || plan.features.pushes === 0) return;
  const stream = streams("pushes");
  const look = (): void => {
    for (const { event } of systems.erp.state.orders.listings) {
      if (pushing.drawn.has(event.seqEvento)) continue;
      pushing.drawn.add(event.seqEvento);
      if (stream.hits(plan.features.pushes)) pushLater(scenario, event, stream);
    }
    if (scheduler.now() + LOOK_EVERY_MS < plan.stormUntil) scheduler.at(scheduler.now() + LOOK_EVERY_MS, look, false);
  };
  scheduler.at(plan.stormFrom, look, false);
}

function pushLater(scenario: Scenario, event: OrderEvent, stream: RandomStream): void {
  const path = PATHS[event.tipoEvento];
  if (path === undefined) return;
  const times = stream.hits(0.2) ? 2 : 1;
  const key = stream.hits(0.5) ? `event-${event.seqEvento}` : null;
  const { seqEvento, item } = event;
  // A sender may not know the number: then the content is the event's key, and the poll brings the same event with one.
  const isNumbered = !scenario.streams(`number of event ${seqEvento}`).hits(0.4);
  const body = isNumbered ? { seqEvento, ...item } : item;
  for (let time = 0; time < times; time += 1)
    send(scenario, stream.between(0, 90) * 1000, path, body, key, isNumbered ? null : seqEvento);
}

/** What of it is pushed comes in its order, mostly: one state may overtake another. */
export function goOnTheWay(scenario: Scenario, order: Order): void {
  const { plan, streams, scheduler, systems } = scenario;
  if (plan.features.statuses === null) return;
  const stream = streams(`way of ${order.name}`);
  if (!stream.hits(0.6)) return;
  const { importAfterMs } = systems.erp.state.settings.orders;
  let at = scheduler.now() + 2 * MINUTE_MS + (importAfterMs ?? 0);
  for (const tipoEvento of ON_THE_WAY.slice(1)) {
    at += stream.between(1, 15) * MINUTE_MS;
    const late = stream.hits(0.2) ? stream.between(5, 20) * MINUTE_MS : 0;
    if (at + late >= plan.stormUntil || stream.hits(0.25)) continue;
    // The sender's queue stamps some of them when it sends: a state that overtook another has the earlier date then.
    const happenedAt = streams(`stamp of ${tipoEvento} of ${order.name}`).hits(0.5) ? at + late : at;
    scenario.doAt(at + late, () => {
      const idPedidoCanalVenda = String(numberOfId(order.id));
      if (!systems.erp.state.orders.all.some(({ body }) => body.idPedidoCanalVenda === idPedidoCanalVenda)) return;
      send(scenario, 0, "statuses", { idPedidoCanalVenda, tipoEvento, dtaHorEvento: toLocal(happenedAt) }, null);
    });
  }
}

/** Repeated until it is answered: 202, or a refusal that stays. */
function send(
  scenario: Scenario,
  afterMs: number,
  path: string,
  body: Readonly<Record<string, unknown>>,
  key: string | null,
  /** seqEvento of what is pushed without it. */
  unnumbered: number | null = null,
): void {
  const { scheduler, pushing, actors, story } = scenario;
  actors.pending += 1;
  const act = async (): Promise<void> => {
    for (;;) {
      const token = pushing?.token ?? null;
      if (token !== null) {
        const request = new Request(`${WORKER_ORIGIN}/erp/${path}`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            ...(key === null ? {} : { "idempotency-key": key }),
          },
          body: JSON.stringify(body),
        });
        const ended = await scenario.ask(request);
        const status = ended.outcome === "ok" ? ended.value.status : null;
        if (status === 202) {
          const [orderId, type] = [String(body["idPedidoCanalVenda"]), String(body["tipoEvento"])];
          pushing?.taken.push({ at: scheduler.now(), orderId, type });
          const answer =
            ended.outcome === "ok" ? await ended.value.json<{ events: readonly { id: string }[] }>() : null;
          if (unnumbered !== null) for (const { id } of answer?.events ?? []) pushing?.numbers.set(id, unnumbered);
          story?.(`ERP: pushed ${type} of order ${orderId}`);
          break;
        }
        if (status !== null && status < 500 && status !== 408 && status !== 429) {
          const said = ended.outcome === "ok" ? await ended.value.text() : "";
          // The ERP's list of SKUs was read without it: the poll brings the event.
          if (!said.includes("sku-unknown")) throw new Error(`POST /erp/${path} answered ${status} ${said}`);
          story?.(`ERP: a push of ${path} was refused: ${said.slice(0, 200)}`);
          break;
        }
      }
      await scheduler.sleep(AGAIN_AFTER_MS);
    }
    actors.pending -= 1;
    actors.lastAt = scheduler.now();
  };
  scheduler.at(scheduler.now() + afterMs, () => void act().catch((error: unknown) => scheduler.fail(error)));
}
