/** Access keys (chave de acesso) as the tax office forms them. */
import { checkDigit } from "./cnpj.ts";

export interface Issue {
  /** IBGE state code, 2 digits. */
  readonly stateCode: string;
  /** "2611": year and month of issue, local. */
  readonly yearMonth: string;
  readonly cnpj: string;
  readonly model: "55" | "65";
  readonly series: number;
  readonly number: number;
  /** 8 digits. */
  readonly random: number;
}

/** 44 characters: 43 and their modulo 11. */
export function accessKey(issue: Issue): string {
  const body =
    issue.stateCode +
    issue.yearMonth +
    issue.cnpj +
    issue.model +
    String(issue.series).padStart(3, "0") +
    String(issue.number).padStart(9, "0") +
    "1" + // normal emission
    String(issue.random).padStart(8, "0");
  if (!/^\d{6}[A-Z0-9]{12}\d{25}$/.test(body)) throw new Error(`not the body of an access key: ${body}`);
  return body + String(checkDigit(body));
}

export function isAccessKey(key: string): boolean {
  return /^\d{6}[A-Z0-9]{12}\d{26}$/.test(key) && Number(key[43]) === checkDigit(key.slice(0, 43));
}
