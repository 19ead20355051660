import { centsNumber, milliNumber } from "../../brazil/money.ts";
import { erpText } from "../../brazil/erp-text.ts";
import type { Goods } from "./goods.ts";
import { netCents } from "../money.ts";
import { lineNote } from "../people/promise.ts";
import type { Promotion } from "./promotion.ts";
import { sharesOf, type Share } from "./erp-rows.ts";
import type { OrderSettings } from "../settings.ts";

/** One element of itemDto. */
export interface ItemDto {
  readonly codAcesso: string;
  readonly seqProduto: number;
  readonly qtdPedida: number;
  readonly qtdEmbalagem: number;
  readonly vlrEmbTabPreco: number;
  readonly vlrEmbInformado: number;
  readonly vlrEmbTabPromoc: number;
  readonly vlrEmbDesconto: number;
  readonly observacaoItem: string;
}

const ITEM_NOTE_MAX = 250;

/** Goods by weight: price and quantity per kg. Otherwise per package. */
const PER_KG = 1000;

/**
 * The rows of one order line. informado = tabela − desconto on each row, and Σ informado × quantity is what was paid.
 *
 * Goods by weight: 7 units of "100 g" go as 0,700 kg at the price of 1 kg. The price of a kg is read back from the unit
 * price (399 cents ÷ 0,100 kg), so it is the ERP's own to the cent whenever the multiple divides it; where the shop's
 * unit price had to be rounded, the difference stands in vlrEmbDesconto, or in a second row a cent dearer.
 *
 * In a promotion vlrEmbTabPreco is the normal price and vlrEmbTabPromoc the promotional one, 0 if none. The documented
 * identity counts the discount from the former; a rule counts it from the promotion.
 */
export function itemRows(
  goods: Goods,
  settings: OrderSettings,
  promotion: Promotion | null = null,
): readonly ItemDto[] {
  const { line, key, isWeighed, unitMilli } = goods;
  const quantityMilli = line.currentQuantity * (isWeighed ? unitMilli : 1000);
  const soldAt = isWeighed
    ? Math.floor((line.unitPriceCents * PER_KG + unitMilli / 2) / unitMilli)
    : line.unitPriceCents;
  const listCents = promotion?.normalCents ?? soldAt;
  const isOffPromotion = promotion !== null && settings.rules.promotionDiscount === "from-promotion";
  return sharesOf(netCents(line), quantityMilli, isWeighed).map((share) => row(share, listCents));

  function row(share: Share, list: number): ItemDto {
    // A rounded price per kg can pass the list price by a cent: then it is the list price, and nothing is discounted.
    const shown = Math.max(list, share.priceCents);
    const promo = promotion === null ? 0 : Math.max(promotion.promoCents, isOffPromotion ? share.priceCents : 0);
    return {
      codAcesso: erpText(line.barcode ?? "", 14) || String(key.seqProduct),
      seqProduto: key.seqProduct,
      qtdPedida: milliNumber(
        isWeighed || settings.rules.quantityIn === "packages"
          ? share.quantityMilli
          : (share.quantityMilli / 1000) * key.packageMilli,
      ),
      qtdEmbalagem: milliNumber(key.packageMilli),
      vlrEmbTabPreco: centsNumber(shown),
      vlrEmbInformado: centsNumber(share.priceCents),
      vlrEmbTabPromoc: centsNumber(promo),
      vlrEmbDesconto: centsNumber((isOffPromotion ? promo : shown) - share.priceCents),
      observacaoItem: erpText(lineNote(line, settings.rules), ITEM_NOTE_MAX),
    };
  }
}
