/** How the ERP speaks: the dialect, its probe, and taking over what the probe proposes. */
import { mayAct } from "../../../rules/access/scope.ts";
import { probeFaultText } from "../../../messages/erp-probe.ts";
import type { Language } from "../../../messages/language.ts";
import { Badge, Lead, Part, Records, Td, Th } from "../../parts/bits.tsx";
import { FormToken, Page, ROOT } from "../../parts/layout.tsx";
import { SettingsTabs } from "../../parts/settings-tabs.tsx";
import { type Frame, sayIn } from "../../viewer.ts";

/** One record as the probe found it. */
export interface ProbedRecord {
  readonly record: string;
  readonly reached: boolean;
  readonly words: string;
  readonly path: string;
  readonly records: number;
  readonly fields: readonly { readonly field: string; readonly name: string; readonly proposed: boolean }[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly faults: readonly {
    readonly code: Parameters<typeof probeFaultText>[0];
    readonly about: readonly string[];
  }[];
}

export interface ErpSettingsState {
  readonly frame: Frame;
  /** The file as text: what is stored, or what a person typed and could not be stored. */
  readonly text: string;
  /** Lines that could not be stored. */
  readonly problems: readonly string[];
  /** Null: the probe was not asked for. */
  readonly probe: {
    readonly login: { readonly ok: boolean; readonly status: number; readonly words: string };
    readonly records: readonly ProbedRecord[];
    /** Null: it proposes nothing new. */
    readonly proposal: string | null;
  } | null;
}

const NAMES: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  brands: ["marcas", "brands"],
  categories: ["categorias", "categories"],
  products: ["produtos", "products"],
  skus: ["embalagens", "SKUs"],
  companies: ["lojas", "companies"],
  prices: ["preços", "prices"],
  stock: ["estoque", "stock"],
  images: ["fotos", "pictures"],
  events: ["eventos de pedido", "order events"],
};

export const ErpSettingsPage = (state: ErpSettingsState) => {
  const { frame, text, problems, probe } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  return (
    <Page frame={frame} room="settings" title="ERP">
      <div class="head">
        <div>
          <h1>{t("Como o ERP fala", "How the ERP speaks")}</h1>
          <p class="muted">
            {t(
              "O dialeto diz em que a instalação difere da documentada. Vazio: em nada.",
              "The dialect says how the installation differs from the documented one. Empty: in nothing.",
            )}
          </p>
        </div>
        {isAdmin ? (
          <form method="post" action={`${ROOT}/ajustes/erp/sondar`}>
            <FormToken frame={frame} />
            <button class="btn primary" type="submit">
              {t("Sondar o ERP", "Probe the ERP")}
            </button>
          </form>
        ) : null}
      </div>
      <SettingsTabs frame={frame} tab="erp" />
      {probe === null ? null : <Probe frame={frame} probe={probe} isAdmin={isAdmin} />}
      <Part id="dialeto" title={t("Dialeto", "Dialect")}>
        <form class="panel pad" method="post" action={`${ROOT}/ajustes/erp`} aria-labelledby="dialeto">
          <FormToken frame={frame} />
          {problems.length === 0 ? null : (
            <ul class="error" role="alert">
              {problems.map((problem) => (
                <li>{problem}</li>
              ))}
            </ul>
          )}
          <div class="field">
            <label for="texto">{t("Arquivo do dialeto, em JSON", "The dialect's file, in JSON")}</label>
            <textarea id="texto" name="dialeto" rows={18} spellcheck={false} readonly={!isAdmin}>
              {text}
            </textarea>
            <span class="hint">
              {t("Cargas cujo registro muda leem tudo de novo.", "Loads whose record changes read everything again.")}
            </span>
          </div>
          {isAdmin ? (
            <div class="row">
              <button class="btn" type="submit">
                {t("Gravar o dialeto", "Store the dialect")}
              </button>
            </div>
          ) : null}
        </form>
      </Part>
    </Page>
  );
};

const Probe = ({
  frame,
  probe: { login, records, proposal },
  isAdmin,
}: {
  readonly frame: Frame;
  readonly probe: NonNullable<ErpSettingsState["probe"]>;
  readonly isAdmin: boolean;
}) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (!login.ok)
    return (
      <div class="banner bad">
        <p>
          <b>{t("O ERP não aceitou o login: ", "The ERP did not accept the login: ")}</b>
          {`HTTP ${login.status} ${login.words}`}
        </p>
      </div>
    );
  const faults = records.flatMap((record) => record.faults.map((fault) => ({ record: record.record, ...fault })));
  return (
    <Part id="sondagem" title={t("O que a sondagem viu", "What the probe saw")}>
      <div class="panel">
        <Records
          caption={t("Listas do ERP", "Lists of the ERP")}
          head={
            <>
              <Th class="p main-cell">{t("Lista", "List")}</Th>
              <Th class="end">{t("Situação", "State")}</Th>
              <Th class="num">{t("Registros", "Records")}</Th>
              <Th>{t("Campos com outro nome", "Fields under other names")}</Th>
              <Th>{t("Não achados", "Not found")}</Th>
              <Th>{t("Desconhecidos", "Unknown")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {records.map((each) => (
              <tr role="row">
                <Lead>
                  {nameOf(each.record, language)} <code class="small muted">{each.path}</code>
                </Lead>
                <Td class="end">
                  {each.reached ? (
                    each.faults.length === 0 ? (
                      <Badge tone="ok">{t("certo", "right")}</Badge>
                    ) : (
                      <Badge tone="warn">{t("conferir", "check")}</Badge>
                    )
                  ) : (
                    <Badge tone="bad">{t("não lida", "not read")}</Badge>
                  )}
                </Td>
                <Td class="num" label={t("registros", "records")}>
                  {each.records}
                </Td>
                <Td label={t("outro nome", "other names")}>
                  {each.fields
                    .filter(({ proposed }) => proposed)
                    .map(({ field, name }) => `${field} = ${name}`)
                    .join(", ") || "—"}
                </Td>
                <Td label={t("não achados", "not found")}>{each.missing.join(", ") || "—"}</Td>
                <Td label={t("desconhecidos", "unknown")}>{each.unknown.join(", ") || "—"}</Td>
              </tr>
            ))}
          </tbody>
        </Records>
        {faults.length === 0 ? null : (
          <div class="pad">
            <h3>{t("O que dá errado se nada mudar", "What goes wrong if nothing changes")}</h3>
            <ul>
              {faults.map(({ record, code, about }) => (
                <li>
                  <b>{nameOf(record, language)}</b>: {probeFaultText(code, about, language)}
                </li>
              ))}
            </ul>
          </div>
        )}
        {proposal === null ? (
          <p class="pad">
            {t(
              "O dialeto gravado já diz tudo o que a sondagem viu.",
              "The stored dialect says all that the probe saw.",
            )}
          </p>
        ) : (
          <form class="pad" method="post" action={`${ROOT}/ajustes/erp`}>
            <FormToken frame={frame} />
            <h3>{t("Proposta", "Proposal")}</h3>
            <input type="hidden" name="dialeto" value={proposal} />
            <pre class="code">{proposal}</pre>
            {isAdmin ? (
              <button class="btn primary" type="submit">
                {t("Aceitar a proposta", "Take over the proposal")}
              </button>
            ) : null}
          </form>
        )}
      </div>
    </Part>
  );
};

function nameOf(record: string, language: Language): string {
  const [portuguese, english] = NAMES[record] ?? [record, record];
  return sayIn(language)(portuguese, english);
}
