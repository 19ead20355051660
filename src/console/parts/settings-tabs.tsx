/** The pages of Ajustes. */
import { type Frame, sayIn } from "../viewer.ts";
import { ROOT } from "./layout.tsx";

const TABS = [
  ["geral", `${ROOT}/ajustes`, "No ar e acesso", "Live and access"],
  ["campos", `${ROOT}/ajustes/campos`, "Campos do produto", "Fields of a product"],
  ["pedidos", `${ROOT}/ajustes/pedidos`, "Tolerâncias", "Tolerances"],
  ["erp", `${ROOT}/ajustes/erp`, "ERP", "ERP"],
  ["webhooks", `${ROOT}/ajustes/webhooks`, "Webhooks", "Webhooks"],
] as const;
export type SettingsTab = (typeof TABS)[number][0];

export const SettingsTabs = ({ frame, tab }: { readonly frame: Frame; readonly tab: SettingsTab }) => {
  const t = sayIn(frame.viewer.language);
  return (
    <nav aria-label={t("Ajustes", "Settings")}>
      <ul class="tabs">
        {TABS.map(([each, path, portuguese, english]) => (
          <li>
            <a href={path} {...(each === tab ? { "aria-current": "page" } : {})}>
              {t(portuguese, english)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
