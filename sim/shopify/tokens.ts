/** Client-credentials tokens: 24 h, revocable, one secret or two while it is rotated. */
import type { Settings } from "./options.ts";

const LIFETIME_MS = 86_400_000;

export class Tokens {
  private readonly live = new Map<string, number>();
  private secrets: string[];
  private minted = 0;
  /** How every request is refused. `html`: as a page for people, not as JSON. */
  refusal: { readonly as: "app_not_installed" | "shop_not_permitted"; readonly html: boolean } | null = null;
  granted = 0;

  constructor(secrets: readonly string[]) {
    this.secrets = [...secrets];
  }

  /** The secret that signs webhooks. */
  get signingSecret(): string {
    return this.secrets[0] ?? "";
  }

  /** From now on `secret` signs; the former one is still taken at the token endpoint until `dropOld`. */
  rotate(secret: string, dropOld = false): void {
    this.secrets = dropOld ? [secret] : [secret, ...this.secrets];
  }

  /** As when the app is uninstalled or the merchant revokes it. */
  revokeAll(): void {
    this.live.clear();
  }

  isLive(token: string | null, now: number): boolean {
    const until = token === null ? undefined : this.live.get(token);
    return until !== undefined && now < until;
  }

  async answer(request: Request, settings: Settings, now: number): Promise<Response> {
    const given = await credentials(request);
    if (given["grant_type"] !== "client_credentials")
      return refusal("unsupported_grant_type", "grant_type must be client_credentials");
    if (given["client_id"] !== settings.clientId)
      return refusal("application_cannot_be_found", "no application has this client_id");
    if (!this.secrets.includes(given["client_secret"] ?? ""))
      return refusal("invalid_client", "client_secret is not valid");
    if (this.refusal)
      return this.refusal.html ? page(this.refusal.as) : refusal(this.refusal.as, WORDS[this.refusal.as]);
    this.minted += 1;
    this.granted += 1;
    const token = `shpat_sim${String(this.minted).padStart(29, "0")}`;
    this.live.set(token, now + LIFETIME_MS);
    return Response.json({
      access_token: token,
      scope: settings.scopes.join(","),
      expires_in: LIFETIME_MS / 1_000 - 1,
    });
  }
}

const WORDS = {
  app_not_installed: "The app is not installed on this shop.",
  shop_not_permitted: "Client credentials cannot be performed on this shop.",
} as const;

const page = (error: string) =>
  new Response(
    `<!DOCTYPE html><html><head><title>Oauth error ${error}</title></head><body><h1>400</h1></body></html>`,
    {
      status: 400,
      headers: { "content-type": "text/html; charset=utf-8" },
    },
  );

const refusal = (error: string, description: string) =>
  Response.json({ error, error_description: description }, { status: 400 });

async function credentials(request: Request): Promise<Record<string, string>> {
  const text = await request.text();
  if ((request.headers.get("content-type") ?? "").includes("json")) {
    try {
      const body: unknown = JSON.parse(text);
      if (typeof body === "object" && body !== null)
        return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
    } catch {
      return {};
    }
    return {};
  }
  return Object.fromEntries(new URLSearchParams(text));
}
