/** Which payment form of the ERP stands for a payment: the row that says most about it. */

/** Money that has not come in: the customer still has to pay, or a card is captured later. */
export type Promised = "pending" | "authorized";

export interface Instalments {
  readonly from: number;
  readonly to: number;
}

export interface PaymentForm {
  /** "gateway", or "gateway:method" where one gateway takes PIX and cards; lower case. */
  readonly gateway: string;
  /** Null: any number. */
  readonly instalments: Instalments | null;
  readonly seqFormaPagto: number;
  /** The order is submitted although this payment is only promised. */
  readonly submitWhile: readonly Promised[];
}

interface Asked {
  readonly gateway: string;
  readonly method: string | null;
  readonly instalments: number;
}

/** A method says more than instalments, and a short range of instalments more than a long one. */
export function formOf({ gateway, method, instalments }: Asked, forms: readonly PaymentForm[]): PaymentForm | null {
  const ofMethod = method === null ? null : `${gateway}:${method}`;
  const fitting = forms.filter(
    (form) =>
      (form.gateway === gateway || form.gateway === ofMethod) &&
      (form.instalments === null || (form.instalments.from <= instalments && instalments <= form.instalments.to)),
  );
  const generality = (form: PaymentForm): number =>
    (form.gateway === ofMethod ? 0 : 1_000) +
    (form.instalments === null ? 500 : form.instalments.to - form.instalments.from);
  return fitting.toSorted((a, b) => generality(a) - generality(b))[0] ?? null;
}

/** Gateways and methods are matched without regard to case and outer spaces. */
export const keyPart = (given: string): string => given.trim().toLowerCase();

/** A transaction without a gateway, so that an operator can map it too. */
export const NO_GATEWAY = "(vazio)";

const RANGE = /#(\d{1,2})-(\d{1,2})$/;
export const hasRange = (gateway: string): boolean => RANGE.test(gateway);

/** The key of a stored row: a gateway may have several rows, one a range of instalments. */
export const formKey = ({ gateway, instalments }: Pick<PaymentForm, "gateway" | "instalments">): string =>
  instalments === null ? gateway : `${gateway}#${instalments.from}-${instalments.to}`;

export function readFormKey(key: string): Pick<PaymentForm, "gateway" | "instalments"> {
  const range = RANGE.exec(key);
  return range === null
    ? { gateway: key, instalments: null }
    : { gateway: key.slice(0, range.index), instalments: { from: Number(range[1]), to: Number(range[2]) } };
}
