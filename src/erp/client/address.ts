/**
 * The address of a path of the dialect; `~/` begins at the root of the host. The host is always the configured one: the
 * password and the token go there only.
 */
export function addressOf(baseUrl: string, path: string): string {
  return path.startsWith("~/") ? new URL(baseUrl).origin + path.slice(1) : baseUrl + path;
}
