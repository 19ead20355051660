/** An amount as payloads carry it: in the shop's and the customer's currency, which are one here. */
import { moneyText } from "../money.ts";

export const bagOf = (currency: string) => (cents: number) => {
  const amount = { amount: moneyText(cents), currency_code: currency };
  return { shop_money: amount, presentment_money: amount };
};
