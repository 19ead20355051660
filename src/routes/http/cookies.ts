/** Cookies of the console: for this host only, for no script, and never sent by another site. */

/** The value of a cookie; null: the request carries none. */
export function cookieIn(request: Request, name: string): string | null {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return null;
}

/** @param seconds 0 takes the cookie away */
export const cookie = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Strict`;
