/** Where is it? Orders by any number, and by state. */
import type { ListedOrder } from "../../hub/orders/search.ts";
import { money, type Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { address, orderAddress } from "../addresses.ts";
import { GROUPS, type Group, groupWord, reasonText, stateTone, stateWord } from "../order-words.ts";
import { Lead, Records, State, Td, Th } from "../parts/bits.tsx";
import { counted, figure } from "../../messages/figures.ts";
import { moment, shortMoment } from "../parts/format.ts";
import { Page } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export const ORDERS_A_PAGE = 50;

export interface OrdersState {
  readonly frame: Frame;
  readonly now: Instant;
  /** What was searched for; "": nothing. */
  readonly query: string;
  /** Null: by arrival, whatever their state. */
  readonly group: Group | null;
  readonly counts: Readonly<Record<Group, number>>;
  readonly stoppedCents: number;
  readonly orders: readonly ListedOrder[];
  /** The next page's address; null: this is the last. */
  readonly next: string | null;
  readonly companyNames: ReadonlyMap<number, string>;
}

export const OrdersPage = ({
  frame,
  now,
  query,
  group,
  counts,
  stoppedCents,
  orders,
  next,
  companyNames,
}: OrdersState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const groups = Object.keys(GROUPS) as Group[];
  return (
    <Page frame={frame} room="orders" title={t("Pedidos", "Orders")}>
      <div class="head">
        <div>
          <h1>{t("Pedidos", "Orders")}</h1>
          <p class="muted">
            {counts.stopped === 0
              ? t("Nenhum pedido parado.", "No order stands still.")
              : t(
                  `${counted(counts.stopped, "pedido parado", "pedidos parados", language)}, ${money(stoppedCents, language)}.`,
                  `${counted(counts.stopped, "order stands", "orders stand", language)} still, ${money(stoppedCents, language)}.`,
                )}
          </p>
        </div>
      </div>
      <form class="filters" role="search" aria-label={t("Buscar pedidos", "Find orders")} action="/ops/pedidos">
        <div class="field grow">
          <label for="q">
            {t(
              "Qualquer número: Shopify, seqPedido, nroPedVenda ou chave da NF-e",
              "Any number: Shopify, seqPedido, nroPedVenda or the key of an NF-e",
            )}
          </label>
          <input id="q" name="q" type="search" value={query} />
        </div>
        <button class="btn" type="submit">
          {t("Buscar", "Find")}
        </button>
      </form>
      <nav aria-label={t("Estado", "State")}>
        <ul class="tabs">
          <li>
            <a href={address("/pedidos")} {...(group === null && query === "" ? { "aria-current": "page" } : {})}>
              {t("Todos", "All")}
            </a>
          </li>
          {groups.map((each) => (
            <li>
              <a href={address("/pedidos", { estado: each })} {...(group === each ? { "aria-current": "page" } : {})}>
                {groupWord(each, language)}{" "}
                <span class={each === "stopped" && counts[each] > 0 ? "count bad" : "count"}>
                  {figure(counts[each], language)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {orders.length === 0 ? (
        <Nothing query={query} language={language} />
      ) : (
        <div class="panel">
          <Records
            caption={t("Pedidos, do mais novo ao mais antigo", "Orders, the newest first")}
            head={
              <>
                <Th class="p main-cell">{t("Pedido", "Order")}</Th>
                <Th>{t("Recebido", "Received")}</Th>
                <Th class="nowrap">{t("Loja", "Company")}</Th>
                <Th>{t("Estado", "State")}</Th>
                <Th>{t("Agora", "Now")}</Th>
                <Th class="nowrap">seqPedido</Th>
                <Th class="num end">{t("Total", "Total")}</Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {orders.map((order) => (
                <tr role="row">
                  <Lead>
                    <a href={orderAddress(order.orderId)}>{order.name ?? order.orderId}</a>
                  </Lead>
                  <Td class="nowrap">{shortMoment(order.createdAt, now, language)}</Td>
                  <Td class="nowrap">{companyText(order.company, companyNames)}</Td>
                  <Td>
                    <State tone={stateTone(order.state)}>{stateWord(order.state, language)}</State>
                  </Td>
                  <Td>{nowText(order, now, language)}</Td>
                  <Td class={order.seqPedido === null ? "nowrap drop" : "nowrap"} label="seqPedido">
                    {order.seqPedido ?? "—"}
                    {order.nroPedVenda === null ? null : (
                      <span class="hint">
                        {t("venda", "sale")} {order.nroPedVenda}
                      </span>
                    )}
                  </Td>
                  <Td class="num end">{order.totalCents === null ? "—" : money(order.totalCents, language)}</Td>
                </tr>
              ))}
            </tbody>
          </Records>
        </div>
      )}
      {next === null ? null : (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          <span />
          <a class="btn" href={next}>
            {t("Mais antigos →", "Older →")}
          </a>
        </nav>
      )}
    </Page>
  );
};

const Nothing = ({ query, language }: { readonly query: string; readonly language: Language }) => {
  const t = sayIn(language);
  return (
    <div class="panel empty">
      {query === "" ? (
        <b>{t("Nenhum pedido aqui", "No order here")}</b>
      ) : (
        <>
          <b>{t(`Nenhum pedido com o número “${query}”`, `No order has the number “${query}”`)}</b>
          <p>
            {t(
              "Um pedido aparece segundos depois de pago. Se ele está na Shopify há mais de 10 minutos e não aqui, veja a varredura de pedidos em Cargas.",
              "An order appears seconds after it is paid. If Shopify has had it for more than 10 minutes, see the order sweep in Loads.",
            )}
          </p>
        </>
      )}
    </div>
  );
};

export const companyText = (company: number | null, names: ReadonlyMap<number, string>): string =>
  company === null ? "—" : `${company} ${names.get(company) ?? ""}`.trim();

function nowText({ state, reason, nextAt }: ListedOrder, now: Instant, language: Language): string {
  const t = sayIn(language);
  const text = reasonText(reason, language);
  if (text !== "") return text;
  if (state === "uncertain" && nextAt !== null)
    return t(
      `o ERP não respondeu; perguntado de novo às ${moment(nextAt, now, language)}`,
      `no answer; the ERP is asked again at ${moment(nextAt, now, language)}`,
    );
  if (state === "submitted") return t("o ERP ainda vai importar", "the ERP has yet to import it");
  if (state === "imported") return t("em separação", "being picked");
  return "";
}
