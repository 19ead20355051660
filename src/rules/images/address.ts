/**
 * Which addresses a picture may be fetched from: https, port 443, a host of the list, no user name. DNS cannot be
 * pinned in a Worker, so the list of hosts is the guard, and numbers in place of a name are refused in every spelling:
 * `new URL` turns `0x7f.1` and `2130706433` into 127.0.0.1 first.
 */
export type AddressFault = "unreadable" | "not-https" | "private" | "host-not-allowed" | "credentials" | "port";

export type Address =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly fault: AddressFault };

const ADDRESS_LENGTH_MAX = 2_048;

const no = (fault: AddressFault): Address => ({ ok: false, fault });

/**
 * @param hosts lower case; `*.name` allows every host below a name
 * @param base the address that redirected here
 */
export function pictureAddress(text: string, hosts: readonly string[], base?: string): Address {
  const trimmed = text.trim();
  if (trimmed.length > ADDRESS_LENGTH_MAX || !URL.canParse(trimmed, base)) return no("unreadable");
  const url = new URL(trimmed, base);
  if (url.protocol !== "https:") return no("not-https");
  if (url.username !== "" || url.password !== "") return no("credentials");
  if (url.port !== "") return no("port");
  const host = url.hostname.replace(/\.$/, "");
  if (!isPublicName(host)) return no("private");
  if (!hosts.some((allowed) => matches(host, allowed))) return no("host-not-allowed");
  url.hash = "";
  return { ok: true, url: url.href };
}

const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|arpa)$/;

/** A name of the public DNS: no IP address of any kind, no name of a private network. */
const isPublicName = (host: string): boolean =>
  host.includes(".") && !host.includes(":") && !/^[\d.]+$/.test(host) && !PRIVATE_NAMES.test(host);

const matches = (host: string, allowed: string): boolean =>
  allowed.startsWith("*.") ? host.endsWith(allowed.slice(1)) : host === allowed;
