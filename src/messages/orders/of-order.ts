interface OfOrder {
  readonly params: { readonly name: string };
}

/** A sentence that begins with the order's name. */
export const pt = ({ params }: OfOrder, text: string): string => `Pedido ${params.name}: ${text}`;
export const en = ({ params }: OfOrder, text: string): string => `Order ${params.name}: ${text}`;
