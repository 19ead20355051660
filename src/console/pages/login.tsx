import type { Language } from "../../messages/language.ts";
import { Logo } from "../parts/icons.tsx";
import { Document, LanguageLink, ROOT } from "../parts/layout.tsx";
import { span } from "../../messages/figures.ts";
import { sayIn } from "../viewer.ts";

export interface LoginState {
  readonly language: Language;
  readonly shop: string;
  /** The page to show after the login. */
  readonly next: string;
  /** Why the last try failed. `tooMany`: from this address, for so many ms. */
  readonly failure:
    | { readonly kind: "wrong" | "ended" }
    /** Cloudflare Access let this address in, and it has no role here. */
    | { readonly kind: "noRole"; readonly email: string }
    | { readonly kind: "tooMany"; readonly forMs: number }
    | null;
}

/** Who are you? */
export const LoginPage = ({ language, shop, next, failure }: LoginState) => {
  const t = sayIn(language);
  const text = failure === null ? null : failureText(failure, language);
  return (
    <Document language={language} title={t("Entrar", "Sign in")}>
      <main class="door">
        <a class="brand" href={ROOT}>
          <Logo />
          gondola
        </a>
        <form class="panel pad" action={`${ROOT}/entrar`} method="post" aria-labelledby="entrar">
          <div>
            <h1 id="entrar">{t("Entrar", "Sign in")}</h1>
            <p class="muted small">{shop}</p>
          </div>
          {text === null ? null : (
            <div class="banner bad" role="alert">
              <p>{text}</p>
            </div>
          )}
          <input type="hidden" name="next" value={next} />
          <div class="field">
            <label for="token">{t("Chave de acesso", "Access token")}</label>
            <input
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              required
              aria-describedby="token-h"
            />
            <span class="hint" id="token-h">
              {t("Pode colar. Quem dá é o administrador.", "You may paste it. The administrator hands it out.")}
            </span>
          </div>
          <button class="btn primary" type="submit">
            {t("Entrar", "Sign in")}
          </button>
        </form>
        <p class="muted small">
          {t(
            "A sessão dura 12 horas neste aparelho. Cada mudança fica na auditoria com o nome da chave.",
            "The session lasts 12 hours on this device. Each change is in the audit with the token's name.",
          )}
          <br />
          <LanguageLink language={language} address={`${ROOT}/entrar?next=${encodeURIComponent(next)}`} />
        </p>
      </main>
    </Document>
  );
};

function failureText(failure: NonNullable<LoginState["failure"]>, language: Language): string {
  const t = sayIn(language);
  switch (failure.kind) {
    case "wrong":
      return t(
        "Chave de acesso desconhecida, vencida ou sem permissão para o console. Confira e tente de novo.",
        "The access token is unknown, expired or not made for the console. Check it and try again.",
      );
    case "noRole":
      return t(
        `${failure.email} entrou pelo Cloudflare Access e não tem papel aqui. Peça a um administrador, ou entre com uma chave.`,
        `${failure.email} came in by Cloudflare Access and has no role here. Ask an administrator, or use an access token.`,
      );
    case "ended":
      return t("A sessão terminou. Entre de novo.", "The session has ended. Sign in again.");
    case "tooMany":
      return t(
        `Muitas tentativas deste endereço. Tente de novo em ${span(failure.forMs, language)}.`,
        `Too many tries from this address. Try again in ${span(failure.forMs, language)}.`,
      );
  }
}
