/** People of Cloudflare Access and their roles: a row each, and one more to fill in. */
import type { People } from "../../rules/access/people.ts";
import { ROLES } from "../../rules/access/scope.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { Part } from "./bits.tsx";
import { FormToken, ROOT } from "./layout.tsx";

interface PeopleState {
  readonly frame: Frame;
  readonly people: People;
  /** Cloudflare Access is set up: ACCESS_TEAM and ACCESS_AUD. */
  readonly isOn: boolean;
}

export const PeopleForm = ({ frame, people, isOn }: PeopleState) => {
  const t = sayIn(frame.viewer.language);
  const rows = [...people, { email: "", role: "viewer" as const }];
  return (
    <Part id="pessoas" title={t("Pessoas", "People")}>
      <form class="panel pad" method="post" action={`${ROOT}/ajustes/pessoas`} aria-labelledby="pessoas">
        <FormToken frame={frame} />
        <p class="small">
          {isOn
            ? t(
                "Quem entra pelo Cloudflare Access, e com que papel. Vale já na próxima página.",
                "People that Cloudflare Access lets in, and their roles. It counts from the next page on.",
              )
            : t(
                "O Cloudflare Access não está ligado (ACCESS_TEAM e ACCESS_AUD): por ora só chaves entram.",
                "Cloudflare Access is not set up (ACCESS_TEAM and ACCESS_AUD): only access tokens come in for now.",
              )}
        </p>
        {rows.map(({ email, role }, n) => {
          const isNew = email === "";
          const name = isNew ? t("nova pessoa", "new person") : email;
          return (
            <div class="form-row">
              <div class="field">
                <label for={`email-${n}`}>{t(`E-mail: ${name}`, `E-mail: ${name}`)}</label>
                <input
                  id={`email-${n}`}
                  name="email"
                  value={email}
                  maxlength={200}
                  placeholder={isNew ? "rita@loja.com.br" : undefined}
                />
              </div>
              <div class="field">
                <label for={`papel-${n}`}>{t(`Papel: ${name}`, `Role: ${name}`)}</label>
                <select id={`papel-${n}`} name="papel">
                  {ROLES.map((each) => (
                    <option value={each} selected={each === role}>
                      {each}
                    </option>
                  ))}
                </select>
              </div>
            </div>
          );
        })}
        <p class="hint">
          {t(
            "@loja.com.br vale para todo o domínio. Um e-mail vazio tira a linha.",
            "@loja.com.br counts for the whole domain. An empty e-mail takes its row away.",
          )}
        </p>
        <div class="row">
          <button class="btn" type="submit">
            {t("Gravar as pessoas", "Store the people")}
          </button>
        </div>
      </form>
    </Part>
  );
};
