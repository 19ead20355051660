/** The dry run, tokens, and who changed what. */
import { DRY_RUN_SCOPES, type DryRun } from "../../hub/dry-run/dry-run.ts";
import type { ListedToken } from "../../hub/settings/tokens.ts";
import { LANE_NAMES } from "../../messages/go-live.ts";
import type { Language } from "../../messages/language.ts";
import type { GoLiveFacts } from "../../rules/work/go-live.ts";
import type { Instant } from "../../ports.ts";
import type { AlertSettings } from "../../rules/alerts/kinds.ts";
import type { People } from "../../rules/access/people.ts";
import { mayAct, SCOPES_OF_TOKENS } from "../../rules/access/scope.ts";
import { Badge, Dot, Lead, Part, Records, Td, Th } from "../parts/bits.tsx";
import { day, moment } from "../parts/format.ts";
import { AlertsForm } from "../parts/alerts-form.tsx";
import { GoLive } from "../parts/go-live-form.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { SettingsTabs } from "../parts/settings-tabs.tsx";
import { PeopleForm } from "../parts/people.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export interface AuditRow {
  readonly at: Instant;
  readonly who: string;
  readonly act: string;
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly rows: number | null;
}

export interface SettingsState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly dryRun: DryRun;
  readonly goLive: GoLiveFacts;
  /** Null: the person may not see them. */
  readonly tokens: readonly ListedToken[] | null;
  /** A token just made: its secret is shown this once. */
  readonly made: { readonly name: string; readonly secret: string } | null;
  /** Null: the person may not see them. */
  readonly people: People | null;
  readonly isAccessOn: boolean;
  /** Null: the person may not change them. */
  readonly alerts: { readonly settings: AlertSettings; readonly isSent: boolean } | null;
  readonly audit: readonly AuditRow[];
  /** The next page of the audit; null: this is the last. */
  readonly older: Instant | null;
}

export const SettingsPage = (state: SettingsState) => {
  const { frame, tokens, people } = state;
  const t = sayIn(frame.viewer.language);
  return (
    <Page frame={frame} room="settings" title={t("Ajustes", "Settings")}>
      <div class="head">
        <div>
          <h1>{t("Ajustes", "Settings")}</h1>
          <p class="muted">
            {t(
              "O que está no ar, ensaio, chaves de acesso e auditoria.",
              "What is live, the dry run, access tokens, and the audit.",
            )}
          </p>
        </div>
      </div>
      <SettingsTabs frame={frame} tab="geral" />
      <GoLive frame={frame} facts={state.goLive} />
      <DryRunForm {...state} />
      {state.alerts === null ? null : <AlertsForm frame={frame} {...state.alerts} />}
      {tokens === null ? null : <Tokens {...state} tokens={tokens} />}
      {people === null ? null : <PeopleForm frame={frame} people={people} isOn={state.isAccessOn} />}
      <Audit {...state} />
    </Page>
  );
};

const DryRunForm = ({ frame, dryRun }: SettingsState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  return (
    <Part
      id="ensaio"
      title={t("Ensaio", "Dry run")}
      aside={
        <a class="small" href={`${ROOT}/ensaio`}>
          {t("Ver o que mudaria", "See what would change")}
        </a>
      }
    >
      <form class="panel pad" method="post" action={`${ROOT}/ajustes/ensaio`} aria-labelledby="ensaio">
        <FormToken frame={frame} />
        <p class="small">
          {t(
            "No ensaio tudo é calculado e mostrado, e nada é escrito na Shopify nem no ERP.",
            "In the dry run everything is computed and shown, and nothing is written to Shopify or the ERP.",
          )}
        </p>
        <div class="row">
          <label class="row">
            <input type="checkbox" name="tudo" checked={dryRun.all} disabled={!isAdmin} /> {t("Em tudo", "Everywhere")}
          </label>
          {DRY_RUN_SCOPES.map((scope) => (
            <label class="row">
              <input
                type="checkbox"
                name="parte"
                value={scope}
                checked={dryRun.scopes.includes(scope)}
                disabled={!isAdmin}
              />{" "}
              {LANE_NAMES[language][scope]}
            </label>
          ))}
        </div>
        {isAdmin ? (
          <div class="row">
            <button class="btn primary" type="submit">
              {t("Gravar o ensaio", "Store the dry run")}
            </button>
          </div>
        ) : (
          <p class="hint">{t("Um administrador muda.", "An administrator changes it.")}</p>
        )}
      </form>
    </Part>
  );
};

function tokenState({ revokedAt, expiresAt }: ListedToken, now: Instant): "valid" | "revoked" | "expired" {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= now ? "expired" : "valid";
}

const Tokens = ({ frame, now, tokens, made }: SettingsState & { readonly tokens: readonly ListedToken[] }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part id="chaves" title={t("Chaves de acesso", "Access tokens")}>
      {made === null ? null : (
        <div class="banner ok" role="status">
          <p>
            <b>{t(`Chave de ${made.name}: só aparece agora.`, `Token of ${made.name}: it is shown only now.`)}</b>{" "}
            <code class="copy">{made.secret}</code>
          </p>
        </div>
      )}
      <div class="panel">
        {tokens.length === 0 ? (
          <div class="empty">
            <p>{t("Nenhuma ainda; só OPS_TOKEN entra.", "None yet; only OPS_TOKEN comes in.")}</p>
          </div>
        ) : (
          <Records
            caption={t("Chaves de acesso, as mais novas primeiro", "Access tokens, the newest first")}
            head={
              <>
                <Th class="p main-cell">{t("Nome", "Name")}</Th>
                <Th>{t("Permite", "Permits")}</Th>
                <Th>{t("Feita", "Made")}</Th>
                <Th>{t("Último uso", "Last use")}</Th>
                <Th class="end">{t("Situação", "State")}</Th>
                <Th class="act">
                  <span class="hidden">{t("Ações", "Acts")}</span>
                </Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {tokens.map((token) => {
                const state = tokenState(token, now);
                return (
                  <tr role="row">
                    <Lead>{token.name}</Lead>
                    <Td>{token.scope}</Td>
                    <Td class="nowrap" label={t("feita", "made")}>
                      {day(token.createdAt, language)}
                      <span class="hint">{token.createdBy}</span>
                    </Td>
                    <Td class="nowrap" label={t("uso", "use")}>
                      {token.lastUsedDay ?? t("nunca", "never")}
                    </Td>
                    <Td class="end">
                      {state === "valid" ? (
                        <Dot tone="ok">{t("vale", "valid")}</Dot>
                      ) : (
                        <Badge tone="off">
                          {state === "revoked" ? t("revogada", "revoked") : t("vencida", "expired")}
                        </Badge>
                      )}
                    </Td>
                    <Td class="act">
                      {state === "valid" ? (
                        <form method="post" action={`${ROOT}/ajustes/chaves/revogar`}>
                          <FormToken frame={frame} />
                          <input type="hidden" name="id" value={token.id} />
                          <button
                            class="btn"
                            type="submit"
                            aria-label={t(`Revogar a chave ${token.name}`, `Revoke token ${token.name}`)}
                          >
                            {t("Revogar", "Revoke")}
                          </button>
                        </form>
                      ) : null}
                    </Td>
                  </tr>
                );
              })}
            </tbody>
          </Records>
        )}
        <form class="pad" method="post" action={`${ROOT}/ajustes/chaves`} aria-label={t("Nova chave", "New token")}>
          <FormToken frame={frame} />
          <div class="form-row">
            <div class="field">
              <label for="nome">{t("Nome da pessoa ou do programa", "Name of the person or program")}</label>
              <input id="nome" name="nome" maxlength={60} required />
            </div>
            <div class="field">
              <label for="permissao">{t("Permite", "Permits")}</label>
              <select id="permissao" name="permissao">
                {SCOPES_OF_TOKENS.map((scope) => (
                  <option value={scope} selected={scope === "viewer"}>
                    {scope}
                  </option>
                ))}
              </select>
            </div>
          </div>
          <div class="row">
            <button class="btn" type="submit">
              {t("Fazer a chave", "Make the token")}
            </button>
          </div>
        </form>
      </div>
    </Part>
  );
};

const ACTS: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  watermark: ["moveu o lido até", "moved the watermark of"],
  pause: ["pausou", "paused"],
  resume: ["continuou", "resumed"],
  run: ["rodou", "ran"],
  full: ["pediu leitura completa de", "asked for a full run of"],
  delisting: ["liberou o sumiço em", "approved the delisting of"],
  settings: ["mudou", "changed"],
  "token-made": ["fez a chave", "made the token"],
  "token-revoked": ["revogou a chave", "revoked the token"],
  "desk-retry": ["tentou de novo", "retried"],
  "desk-resolve": ["resolveu", "resolved"],
  "drift-repair": ["mandou de novo diferenças de", "sent differences again of"],
  "desk-assign": ["atribuiu", "assigned"],
  "desk-snooze": ["adiou", "snoozed"],
  request: ["pediu pela API", "asked by the API"],
  "order-correct": ["corrigiu", "corrected"],
  "order-hold": ["segurou", "held"],
  "order-release": ["liberou", "released"],
  "order-retry": ["pediu de novo", "asked again for"],
  "stock-release": ["liberou estoque em", "released stock of"],
  "price-approve": ["liberou preços em", "approved prices of"],
};

const actText = ({ act }: AuditRow, language: Language): string => {
  const words = ACTS[act];
  return words === undefined ? act : sayIn(language)(...words);
};

const Audit = ({ frame, now, audit, older }: SettingsState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part id="auditoria" title={t("Auditoria", "Audit")}>
      <div class="panel">
        {audit.length === 0 ? (
          <div class="empty">
            <p>{t("Ninguém mudou nada ainda.", "No one has changed anything yet.")}</p>
          </div>
        ) : (
          <Records
            caption={t("Mudanças, as mais novas primeiro", "Changes, the newest first")}
            head={
              <>
                <Th class="p main-cell">{t("Quem", "Who")}</Th>
                <Th class="nowrap">{t("Quando", "When")}</Th>
                <Th>{t("O que fez", "What")}</Th>
                <Th>{t("Antes", "Before")}</Th>
                <Th>{t("Depois", "After")}</Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {audit.map((row) => (
                <tr role="row">
                  <Lead>{row.who}</Lead>
                  <Td class="nowrap">{moment(row.at, now, language)}</Td>
                  <Td>
                    {actText(row, language)} <code>{row.name}</code>
                    {row.company > 0 ? ` ${t("loja", "company")} ${row.company}` : ""}
                    {row.rows === null ? "" : ` (${row.rows})`}
                  </Td>
                  <Td label={t("antes", "before")}>{(row.before ?? "").slice(0, 200)}</Td>
                  <Td label={t("depois", "after")}>{(row.after ?? "").slice(0, 200)}</Td>
                </tr>
              ))}
            </tbody>
          </Records>
        )}
      </div>
      {older === null ? null : (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          <span />
          <a class="btn" href={`${ROOT}/ajustes?antes=${older}#auditoria`}>
            {t("Mais antigas →", "Older →")}
          </a>
        </nav>
      )}
    </Part>
  );
};
