/** The Shopify location of a company: chosen from Shopify's own list, or a number where Shopify does not answer. */
import type { Language } from "../../messages/language.ts";
import { sayIn } from "../viewer.ts";

export interface Location {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

export interface LocationFieldState {
  readonly id: string;
  readonly label: string;
  /** The location's number; "": none. */
  readonly value: string;
  /** Null: Shopify did not answer. */
  readonly locations: readonly Location[] | null;
  /** Locations of other companies, by number, each with its company. */
  readonly taken: ReadonlyMap<string, number>;
  readonly isReadOnly: boolean;
  readonly language: Language;
}

export const numberOf = (gid: string): string => gid.split("/").at(-1) ?? "";

export const LocationField = ({ id, label, value, locations, taken, isReadOnly, language }: LocationFieldState) => {
  const t = sayIn(language);
  const named = (
    <label class="hidden" for={id}>
      {label}
    </label>
  );
  if (locations === null)
    return (
      <>
        {named}
        <input id={id} name={id} inputmode="numeric" pattern="[0-9]{0,20}" value={value} readonly={isReadOnly} />
      </>
    );
  const isGone = value !== "" && !locations.some((location) => numberOf(location.id) === value);
  return (
    <>
      {named}
      <select id={id} name={id} disabled={isReadOnly}>
        <option value="">{t("nenhum", "none")}</option>
        {isGone ? (
          <option value={value} selected>
            {t(`${value}: não existe na Shopify`, `${value}: not in Shopify`)}
          </option>
        ) : null}
        {locations.map((location) => {
          const number = numberOf(location.id);
          const holder = taken.get(number);
          const note = location.isActive ? "" : t(", desativado", ", inactive");
          const of = holder === undefined || number === value ? "" : t(`, da loja ${holder}`, `, company ${holder}'s`);
          return (
            <option value={number} selected={number === value}>
              {`${location.name}${note}${of}`}
            </option>
          );
        })}
      </select>
    </>
  );
};
