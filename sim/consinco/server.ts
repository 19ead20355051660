/** The Consinco simulator behind a port of this machine. */
import { listen, type Listening } from "../kit/server.ts";
import { createConsinco, type Consinco } from "./consinco.ts";
import type { ConsincoOptions } from "./options.ts";

/** Port 0 takes a free one. The base URL is `${origin}/SMPedidoVendaAPI/api/v1`. */
export async function startConsinco(options: ConsincoOptions, port = 0): Promise<Consinco & Listening> {
  const consinco = createConsinco(options);
  const listening = await listen(consinco.handler, port);
  return { ...consinco, ...listening };
}
