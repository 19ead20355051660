/** What the ERP received and did, for tests to read. Never cleared by the ERP itself. */
export interface Call {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
}

/** One order of the shop as the ERP met it. `accepted` longer than 1 is a doubled order. */
export interface OrderRecord {
  readonly idPedidoCanalVenda: string;
  /** POSTs that reached the ERP, whatever it answered. */
  posts: number;
  readonly accepted: { readonly at: number; readonly seqPedido: number; readonly body: unknown }[];
  /** Bodies that the ERP would not have, by POST or PUT, with the fields it named. */
  readonly refused: {
    readonly at: number;
    readonly method: "POST" | "PUT";
    readonly status: number;
    readonly fields: readonly string[];
  }[];
  /** POSTs answered 409, and late commits that found the order already there. */
  repeats: number;
  /** Bodies that replaced it (PUT). */
  readonly replaced: { readonly at: number; readonly body: unknown }[];
}

export class Journal {
  readonly calls: Call[] = [];
  private readonly records = new Map<string, OrderRecord>();

  order(id: string): OrderRecord {
    let record = this.records.get(id);
    if (!record)
      this.records.set(
        id,
        (record = { idPedidoCanalVenda: id, posts: 0, accepted: [], refused: [], repeats: 0, replaced: [] }),
      );
    return record;
  }

  /** By idPedidoCanalVenda, in the order first seen. */
  orders(): readonly OrderRecord[] {
    return [...this.records.values()];
  }

  /** Orders that the ERP holds more than once. */
  doubled(): readonly OrderRecord[] {
    return this.orders().filter((record) => record.accepted.length > 1);
  }
}
