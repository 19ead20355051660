/** Stock sent to Shopify's locations. */
import type { EntryKey } from "../rules/record/desk-entry.ts";
import type { Table } from "./language.ts";
import { gidNumber } from "./record.ts";

const ptRow = ({ sku = "", company = 0 }: EntryKey, text: string) => `${sku} na loja ${company}: ${text}`;
const enRow = ({ sku = "", company = 0 }: EntryKey, text: string) => `${sku} at company ${company}: ${text}`;

export const stock: Table<"publish-stock"> = {
  "pt-BR": {
    "sku-unknown": (entry) =>
      ptRow(entry, "a embalagem não está no hub, por isso o estoque não foi enviado; rode a carga de SKUs."),
    "unit-wrong": (entry) =>
      ptRow(entry, "a embalagem ou o múltiplo de venda é zero; corrija o cadastro da embalagem."),
    "quantity-too-large": (entry) =>
      ptRow(
        entry,
        "a quantidade em embalagens é grande demais para ser contada, por isso o estoque não foi enviado e na Shopify continua o último; corrija a quantidade no ERP.",
      ),
    "unlimited-mixed": (entry) =>
      ptRow(
        entry,
        "tem estoque ilimitado nesta loja e limitado em outra; na Shopify isso vale para todas as lojas, por isso não foi enviado. Iguale o cadastro.",
      ),
    "unlimited-elsewhere": (entry) =>
      ptRow(
        entry,
        "não está à venda nesta loja, e outra vende sem controle de estoque; na Shopify a falta de controle vale para todas as lojas, por isso não ficou com zero. Tire o local desta loja da entrega, ou controle o estoque do produto.",
      ),
    stale: (entry) =>
      ptRow(
        entry,
        "o estoque na Shopify muda a cada tentativa, por isso esta vez não foi enviado; tenta de novo no próximo minuto. Se continuar, veja se outro app também escreve o estoque.",
      ),
    "item-refused": (entry) =>
      ptRow(
        entry,
        `a variante está na Shopify, mas ela recusa o estoque como se o item não existisse, por isso não é mais enviado a cada minuto; confira o estoque da variante na Shopify (ou exclua a variante) e peça o envio (POST /api/catalog/skus/${entry.sku ?? ""}/recreate). Quando o estoque mudar no ERP é tentado mais uma vez.`,
      ),
    "not-stocked": (entry) =>
      ptRow(
        entry,
        `a Shopify recusou ${entry.params.tries} vezes seguidas preparar o item no local da loja (${entry.params.code}), por isso o estoque não foi enviado; confira a variante e o local na Shopify e peça o envio (POST /api/catalog/skus/${entry.sku ?? ""}/recreate). Quando o estoque mudar no ERP é tentado mais uma vez.`,
      ),
    "shopify-refused": (entry) =>
      ptRow(
        entry,
        `a Shopify recusou o estoque (${entry.params.code}); corrija o cadastro ou a Shopify. É enviado de novo quando o registro mudar.`,
      ),
    "location-missing": ({ company, params }) =>
      `Loja ${company ?? 0} (${params.name}): não está ligada a um local da Shopify, por isso o estoque dela não é enviado; faça o mapeamento de locais.`,
    "company-disabled": ({ company, params }) =>
      `Loja ${company ?? 0} (${params.name}): está desativada no mapeamento, por isso o estoque dela não é enviado.`,
    "location-inactive": ({ company }) =>
      `Loja ${company ?? 0}: o local dela na Shopify não existe mais ou está desativado, por isso o estoque dela não é enviado; refaça o mapeamento de locais.`,
    "cut-again": (entry) =>
      ptRow(
        entry,
        `a loja cortou o item de ${entry.params.cuts === 1 ? "1 pedido" : `${entry.params.cuts} pedidos`} desde a última contagem, embora o ERP mostre estoque; por isso ele fica sem venda nesta loja até a próxima contagem. Conte o item na loja e registre a contagem no ERP; se ele está na gôndola, libere antes (POST /api/held-stock/release).`,
      ),
    "location-left": ({ company, ref = "", params: { name, items, next } }) => {
      const number = gidNumber(ref);
      const goods = items === 1 ? "1 item continua" : `${items} itens continuam`;
      const rest =
        next === null
          ? `, e os pedidos desse local ficam retidos; desative o local ${number} na Shopify, ou ligue a loja a ele de novo (PUT /api/companies).`
          : `, pois a loja ${next}, que ocupa o local agora, não os tem; tire esses itens do local ${number} na Shopify e repita o mapeamento da loja ${next} (PUT /api/companies), que fecha este aviso.`;
      return `Loja ${company ?? 0} (${name}): o estoque dela não é mais enviado ao local ${number} da Shopify, mas ${goods} à venda ali com a última quantidade enviada${rest}`;
    },
  },
  en: {
    "sku-unknown": (entry) =>
      enRow(entry, "the package is not in the hub, so its stock was not sent; run the SKU load."),
    "unit-wrong": (entry) => enRow(entry, "its package or sale multiple is zero; correct the package."),
    "quantity-too-large": (entry) =>
      enRow(
        entry,
        "the quantity in packages is too large to be counted, so it was not sent and Shopify keeps the last one; correct the quantity in the ERP.",
      ),
    "unlimited-mixed": (entry) =>
      enRow(
        entry,
        "stock is unlimited at this company and limited at another; in Shopify that holds for all companies, so it was not sent. Make them equal in the ERP.",
      ),
    "unlimited-elsewhere": (entry) =>
      enRow(
        entry,
        "it is not for sale here, and another company sells it without a count; in Shopify that holds for all companies, so it could not be set to zero. Take this company's location out of shipping, or count the stock of the product.",
      ),
    stale: (entry) =>
      enRow(
        entry,
        "the stock in Shopify changes at each try, so it was not sent this time; the next try is in a minute. If it goes on, check whether another app writes the stock.",
      ),
    "item-refused": (entry) =>
      enRow(
        entry,
        `the variant is in Shopify, but Shopify refuses its stock as if the item were not there, so it is no longer sent each minute; check the variant's stock in Shopify (or delete the variant) and ask for it to be sent (POST /api/catalog/skus/${entry.sku ?? ""}/recreate). It is tried once more when the stock changes in the ERP.`,
      ),
    "not-stocked": (entry) =>
      enRow(
        entry,
        `Shopify refused ${entry.params.tries} times in a row to stock the item at the company's location (${entry.params.code}), so its stock was not sent; check the variant and the location in Shopify and ask for it to be sent (POST /api/catalog/skus/${entry.sku ?? ""}/recreate). It is tried once more when the stock changes in the ERP.`,
      ),
    "shopify-refused": (entry) =>
      enRow(
        entry,
        `Shopify refused the stock (${entry.params.code}); correct the record or Shopify. It is sent again when the record changes.`,
      ),
    "location-missing": ({ company, params }) =>
      `Company ${company ?? 0} (${params.name}): no Shopify location is mapped to it, so its stock is not sent; map its location.`,
    "company-disabled": ({ company, params }) =>
      `Company ${company ?? 0} (${params.name}): it is switched off in the mapping, so its stock is not sent.`,
    "location-inactive": ({ company }) =>
      `Company ${company ?? 0}: its location in Shopify is no longer there or is inactive, so its stock is not sent; map its location again.`,
    "cut-again": (entry) =>
      enRow(
        entry,
        `the store cut it from ${entry.params.cuts === 1 ? "1 order" : `${entry.params.cuts} orders`} since its last count, although the ERP shows stock; so it is not for sale here until the next count. Count it in the store and enter the count in the ERP; if it is on the shelf, release it earlier (POST /api/held-stock/release).`,
      ),
    "location-left": ({ company, ref = "", params: { name, items, next } }) => {
      const number = gidNumber(ref);
      const goods = items === 1 ? "1 item is" : `${items} items are`;
      const rest =
        next === null
          ? `, and orders of that location are on hold; deactivate location ${number} in Shopify, or map the company to it again (PUT /api/companies).`
          : `, since company ${next}, which has the location now, does not sell them; take these items off location ${number} in Shopify and repeat the mapping of company ${next} (PUT /api/companies), which closes this entry.`;
      return `Company ${company ?? 0} (${name}): its stock is no longer sent to location ${number} of Shopify, but ${goods} still on sale there with the last quantity that was sent${rest}`;
    },
  },
};
