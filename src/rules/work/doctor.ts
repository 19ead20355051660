/** What a check of the installation found. Pure: the words are in src/messages/doctor.ts. */

/** In the order in which a person reads them: what stops everything comes first. */
export const CHECKS = [
  "configuration",
  "database",
  "size",
  "shopify-token",
  "scopes",
  "customer-data",
  "api-version",
  "webhooks",
  "erp",
  "clock-shopify",
  "clock-erp",
  "locations",
  "loads",
  "dead-letters",
  "lanes",
] as const;
export type Check = (typeof CHECKS)[number];

/** What is wrong with a check, or that it could not be made. `fine` says nothing more. */
export interface Finding {
  readonly check: Check;
  readonly state: "ok" | "bad" | "unknown";
  /** Why; the key of the text. */
  readonly code: FindingCode;
  /** Names and figures of the text; no personal data. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export const FINDING_CODES = [
  "fine",
  "not-asked",
  "schema-behind",
  "nearly-full",
  "shop-unreachable",
  "shop-closed",
  "app_not_installed",
  "shop_not_permitted",
  "credentials",
  "scopes-missing",
  "data-unapproved",
  "data-unproven",
  "version-ends",
  "version-ended",
  "version-drift",
  "webhooks-never",
  "webhooks-missing",
  "webhooks-foreign",
  "erp-dns",
  "erp-tls",
  "erp-tunnel",
  "erp-access",
  "erp-silent",
  "erp-login-address",
  "erp-login",
  "erp-permission",
  "erp-dialect",
  "clock-off",
  "clock-unknown",
  "locations-none",
  "locations-unmapped",
  "loads-stalled",
  "loads-never",
  "dead-letters-open",
  "lanes-held",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export const found = (
  check: Check,
  state: Finding["state"],
  code: FindingCode,
  facts: Finding["facts"] = {},
): Finding => ({ check, state, code, facts });

/** Shopify serves a version for a year from the first day of its quarter. */
const SERVED_MONTHS = 12;
const WARN_DAYS = 60;
const DAY_MS = 86_400_000;

/** @param version as 2026-10 @param served what Shopify's last answer named; null: none yet */
export function versionFinding(version: string, served: string | null, now: number): Finding {
  if (served !== null && served !== version) return found("api-version", "bad", "version-drift", { version, served });
  const [year = 0, month = 0] = version.split("-").map(Number);
  const endsAt = Date.UTC(year, month - 1 + SERVED_MONTHS, 1);
  const days = Math.floor((endsAt - now) / DAY_MS);
  const ends = new Date(endsAt).toISOString().slice(0, 10);
  if (days < 0) return found("api-version", "bad", "version-ended", { version, ends });
  return found("api-version", days < WARN_DAYS ? "bad" : "ok", days < WARN_DAYS ? "version-ends" : "fine", {
    version,
    ends,
    days,
  });
}

/** A page of the ERP is read up to an instant of its clock; a token is renewed by ours. */
const SKEW_MAX_MS = 120_000;

/** @param theirs the clock of the other side, epoch ms, whole seconds; null: it does not say */
export function clockFinding(check: "clock-shopify" | "clock-erp", theirs: number | null, now: number): Finding {
  if (theirs === null) return found(check, "unknown", "clock-unknown");
  const seconds = Math.round((theirs - now) / 1000);
  const isFine = Math.abs(theirs - now) <= SKEW_MAX_MS;
  return found(check, isFine ? "ok" : "bad", isFine ? "fine" : "clock-off", { seconds });
}

const SIZE_MAX = 10_000_000_000;
const SIZE_WARN = 0.8;

/** @param bytes of the database */
export function sizeFinding(bytes: number): Finding {
  const facts = { percent: Math.round((bytes / SIZE_MAX) * 100), megabytes: Math.round(bytes / 1_000_000) };
  return bytes > SIZE_MAX * SIZE_WARN ? found("size", "bad", "nearly-full", facts) : found("size", "ok", "fine", facts);
}

/** What stands between the Worker and the ERP, as far as the failure says. */
export type ErpFault = Extract<FindingCode, `erp-${string}`>;

/**
 * Which of DNS, TLS, tunnel, login and permission fails. Cloudflare answers in the place of an origin that it cannot
 * reach: 530 with error 1016 (no DNS record) or 1033 (no tunnel is connected), 525 and 526 (TLS), 521 to 524 (no answer).
 * @param failure of the ERP client; `words` its message
 * @see https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
 */
export function erpFault(failure: {
  readonly kind: string;
  readonly words: string;
  readonly status?: number | undefined;
  readonly isLoginAddress?: boolean | undefined;
}): ErpFault {
  const { kind, words, isLoginAddress } = failure;
  const says = (pattern: RegExp) => pattern.test(words);
  if (says(/cloudflareaccess\.com|cloudflare access|cf-access/i)) return "erp-access";
  if (says(/\b1033\b|argo tunnel|cloudflare tunnel/i)) return "erp-tunnel";
  if (says(/\b1016\b|ENOTFOUND|EAI_AGAIN|getaddrinfo|dns\b|name (?:or service )?not|resolve host/i)) return "erp-dns";
  if (says(/HTTP 52[56]\b|certificate|\bTLS\b|\bSSL\b|CERT_|self.signed|handshake/i)) return "erp-tls";
  if (says(/HTTP 530\b/)) return "erp-tunnel";
  if (isLoginAddress === true) return "erp-login-address";
  if (kind === "unauthorized") return words.startsWith("login:") ? "erp-login" : "erp-permission";
  if (kind === "refused") return "erp-permission";
  if (kind === "notThere" || says(/not JSON|JSON without|without access_token|its keys are/i)) return "erp-dialect";
  return "erp-silent";
}
