/** Alerts to a chat: what is sent, when it is quiet, and a message that shows whether they arrive. */
import { ALERT_NAMES } from "../../messages/alerts.ts";
import { ALERT_KINDS, type AlertSettings, isUrgent } from "../../rules/alerts/kinds.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { Part } from "./bits.tsx";
import { FormToken, ROOT } from "./layout.tsx";

interface AlertsFormState {
  readonly frame: Frame;
  readonly settings: AlertSettings;
  /** ALERT_URL is set. */
  readonly isSent: boolean;
}

export const AlertsForm = ({ frame, settings, isSent }: AlertsFormState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const { quietHours } = settings;
  const figures = [
    ["espera", settings.ordersWaitMinutes, 2, 1_440, t("Espera de um pedido, min", "Wait of an order, min")],
    ["fila", settings.deskGrowth, 1, 1_000_000, t("Erros a mais por hora", "More errors an hour")],
    ["repetir", settings.repeatHours, 1, 168, t("Repetir a cada, horas", "Repeat every, hours")],
  ] as const;
  return (
    <Part
      id="alertas"
      title={t("Alertas", "Alerts")}
      aside={
        <span class="small muted">
          {isSent
            ? t("saem para o endereço de ALERT_URL", "sent to the address of ALERT_URL")
            : t("ALERT_URL não está definido: nada sai", "ALERT_URL is not set: nothing is sent")}
        </span>
      }
    >
      <div class="panel">
        <form class="pad" method="post" action={`${ROOT}/ajustes/alertas`} aria-labelledby="alertas">
          <FormToken frame={frame} />
          <fieldset class="plain">
            <legend class="legend">{t("O que avisar", "What to alert of")}</legend>
            <div class="picks">
              {ALERT_KINDS.map((kind) => (
                <label>
                  <input type="checkbox" name="avisar" value={kind} checked={!settings.muted.includes(kind)} />
                  <span>
                    {ALERT_NAMES[language][kind]}
                    {isUrgent(kind) ? <span class="hint">{t(", urgente", ", urgent")}</span> : null}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <div class="form-row">
            <div class="field">
              <label for="silencio-de">{t("Silêncio de", "Quiet from")}</label>
              <input id="silencio-de" name="de" type="time" value={quietHours?.from ?? ""} />
              <span class="hint">
                {t("Vazio: sem silêncio. Urgentes saem sempre.", "Empty: never quiet. Urgent ones are always sent.")}
              </span>
            </div>
            <div class="field">
              <label for="silencio-ate">{t("até", "until")}</label>
              <input id="silencio-ate" name="ate" type="time" value={quietHours?.until ?? ""} />
            </div>
            {figures.map(([name, value, min, max, label]) => (
              <div class="field">
                <label for={`alerta-${name}`}>{label}</label>
                <input id={`alerta-${name}`} name={name} type="number" min={min} max={max} value={value} required />
              </div>
            ))}
            <div class="field">
              <label for="alerta-idioma">{t("Língua dos alertas", "Language of the alerts")}</label>
              <select id="alerta-idioma" name="idioma">
                <option value="pt-BR" selected={settings.language === "pt-BR"}>
                  português
                </option>
                <option value="en" selected={settings.language === "en"}>
                  English
                </option>
              </select>
            </div>
          </div>
          <div class="row">
            <button class="btn" type="submit">
              {t("Gravar os alertas", "Store the alerts")}
            </button>
          </div>
        </form>
        {isSent ? (
          <form class="pad" method="post" action={`${ROOT}/ajustes/alertas/teste`}>
            <FormToken frame={frame} />
            <div class="row">
              <button class="btn" type="submit">
                {t("Mandar um alerta de teste", "Send a test alert")}
              </button>
            </div>
          </form>
        ) : null}
      </div>
    </Part>
  );
};
