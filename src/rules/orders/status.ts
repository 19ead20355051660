/** States of an order on its way from the store to the customer, in the order in which they come. */
export const STATUS_TYPES = ["SEPARACAO", "PRONTO_RETIRADA", "DESPACHADO", "ENTREGUE"] as const;
export type StatusType = (typeof STATUS_TYPES)[number];

export const isStatus = (type: string): type is StatusType => (STATUS_TYPES as readonly string[]).includes(type);
