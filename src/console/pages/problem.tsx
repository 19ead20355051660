import { Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export type ProblemKind = "notFound" | "forbidden" | "formStale" | "failed";

/** A page that cannot be shown, or a form that was not taken: what happened, and the way back. */
export const ProblemPage = ({ frame, kind }: { readonly frame: Frame; readonly kind: ProblemKind }) => {
  const [title, text] = words(frame, kind);
  const t = sayIn(frame.viewer.language);
  return (
    <Page frame={frame} room={null} title={title}>
      <h1>{title}</h1>
      <div class="panel empty">
        <p>{text}</p>
        <a class="btn" href={ROOT}>
          {t("Ir para Hoje", "Go to Today")}
        </a>
      </div>
    </Page>
  );
};

function words({ viewer }: Frame, kind: ProblemKind): readonly [title: string, text: string] {
  const t = sayIn(viewer.language);
  switch (kind) {
    case "notFound":
      return [
        t("Esta página não existe", "This page does not exist"),
        t(
          "O endereço pode estar incompleto, ou o registro já foi apagado.",
          "The address may be cut, or the record is gone.",
        ),
      ];
    case "forbidden":
      return [
        t("Sem permissão", "Not permitted"),
        t(
          "A sua chave de acesso só permite ler. Peça a quem opera ou administra.",
          "Your access token does not permit this. Ask an operator or an administrator.",
        ),
      ];
    case "formStale":
      return [
        t("Nada foi gravado", "Nothing was stored"),
        t(
          "O formulário é de outra sessão, ou veio de outro site. Abra a página de novo e repita.",
          "The form belongs to another session, or came from another site. Open the page again and repeat.",
        ),
      ];
    case "failed":
      return [
        t("Algo falhou deste lado", "Something failed on this side"),
        t("Tente de novo em um minuto. O motivo está no log.", "Try again in a minute. The reason is in the log."),
      ];
  }
}
