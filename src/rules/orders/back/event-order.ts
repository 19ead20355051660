import { fromErpTime } from "../../brazil/erp-time.ts";
import type { ErpEvent, EventType } from "../erp-event.ts";

/** What comes first of two events of one second: the goods are picked, the order altered, billed, and then leaves. */
const RANK: Readonly<Record<EventType, number>> = {
  SEPARACAO: 0,
  ALTERADO: 1,
  FATURADO: 2,
  PRONTO_RETIRADA: 3,
  DESPACHADO: 4,
  ENTREGUE: 5,
  CANCELADO: 6,
};

/** Events of one order as they happened in the store, whatever order they arrived in. */
export const inBusinessOrder = <T extends { readonly event: ErpEvent }>(events: readonly T[]): readonly T[] =>
  events.toSorted(
    ({ event: one }, { event: other }) =>
      (fromErpTime(one.happenedAt) ?? 0) - (fromErpTime(other.happenedAt) ?? 0) ||
      RANK[one.type] - RANK[other.type] ||
      (one.eventKey < other.eventKey ? -1 : 1),
  );
