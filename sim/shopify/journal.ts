/** Every request and every effect, for tests to read. Holds ids and figures, no personal data. */
export interface RequestEntry {
  readonly at: number;
  readonly requestId: string;
  readonly operation: string;
  readonly digest: string;
  status: number;
  /** ok | throttled | the first error's code */
  outcome: string;
  requested: number;
  actual: number;
}

export interface MutationEntry {
  readonly at: number;
  readonly requestId: string;
  readonly field: string;
  readonly digest: string;
  readonly key: string | null;
  /** True: the stored answer was given, nothing was done. */
  readonly replayed: boolean;
  readonly userErrors: readonly string[];
  readonly effects: readonly Effect[];
}

export type Effect = Readonly<Record<string, string | number | boolean | null>> & { readonly kind: string };

export interface DeliveryEntry {
  readonly at: number;
  readonly topic: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly attempt: number;
  /** delivered | refused | timeout | lost | gave-up */
  readonly outcome: string;
  readonly status: number | null;
}

export class Journal {
  readonly requests: RequestEntry[] = [];
  readonly mutations: MutationEntry[] = [];
  readonly deliveries: DeliveryEntry[] = [];
  /** Done in the shop itself: orders placed, payments, edits in the admin. */
  readonly shopActions: { readonly at: number; readonly effect: Effect }[] = [];

  ofField(field: string): MutationEntry[] {
    return this.mutations.filter((entry) => entry.field === field);
  }
  ofOperation(operation: string): RequestEntry[] {
    return this.requests.filter((entry) => entry.operation === operation);
  }
  effects(kind: string): { readonly at: number; readonly effect: Effect }[] {
    return [
      ...this.mutations.flatMap((entry) => entry.effects.map((effect) => ({ at: entry.at, effect }))),
      ...this.shopActions,
    ].filter(({ effect }) => effect.kind === kind);
  }
}
