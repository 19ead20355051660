/** The frame of every page: navigation, the page, who is looking. */
import type { Child } from "hono/jsx";
import { figure } from "../../messages/figures.ts";
import { Icon, type ICONS, Logo } from "./icons.tsx";
import { type Frame, type Notice, sayIn } from "../viewer.ts";

export const ROOT = "/ops";
const ROLES = {
  "pt-BR": { viewer: "leitura", operator: "operação", admin: "administração" },
  en: { viewer: "viewer", operator: "operator", admin: "admin" },
} as const;

export type Room = keyof typeof ICONS;
const ROOMS: readonly (readonly [room: Room, path: string, portuguese: string, english: string])[] = [
  ["today", ROOT, "Hoje", "Today"],
  ["errors", `${ROOT}/erros`, "Erros", "Errors"],
  ["orders", `${ROOT}/pedidos`, "Pedidos", "Orders"],
  ["products", `${ROOT}/produtos`, "Produtos", "Products"],
  ["loads", `${ROOT}/cargas`, "Cargas", "Loads"],
  ["mappings", `${ROOT}/mapeamentos`, "Mapeamentos", "Mappings"],
  ["settings", `${ROOT}/ajustes`, "Ajustes", "Settings"],
];

/** The whole document. @param title of the page; the browser's tab shows it first */
export const Page = ({
  frame,
  room,
  title,
  children,
}: {
  readonly frame: Frame;
  readonly room: Room | null;
  readonly title: string;
  readonly children: Child;
}) => {
  const { viewer, shop, address, openErrors, notice } = frame;
  const t = sayIn(viewer.language);
  return (
    <Document language={viewer.language} title={title} classes="frame">
      <a class="skip" href="#conteudo">
        {t("Pular para o conteúdo", "Skip to the content")}
      </a>
      <header class="side">
        <a class="brand" href={ROOT}>
          <Logo />
          gondola
        </a>
        <form class="find" role="search" action={`${ROOT}/busca`}>
          <label class="hidden" for="busca">
            {t("Buscar pedido, SKU, EAN ou NF-e", "Find an order, SKU, EAN or NF-e")}
          </label>
          <input id="busca" name="q" type="search" placeholder={t("Pedido, SKU, NF-e", "Order, SKU, NF-e")} />
        </form>
        <nav class="nav" aria-label={t("Principal", "Main")}>
          <ul>
            {ROOMS.map(([of, path, portuguese, english]) => (
              <li>
                <a href={path} {...(of === room ? { "aria-current": "page" } : {})}>
                  <Icon of={of} />
                  {t(portuguese, english)}
                  {of === "errors" && openErrors > 0 ? (
                    <>
                      {" "}
                      <span class="count">
                        {figure(openErrors, viewer.language)}
                        <span class="hidden">{t(" abertos", " open")}</span>
                      </span>
                    </>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main class="main" id="conteudo" tabindex={-1}>
        {notice === null ? null : <NoticeBanner notice={notice} />}
        {children}
      </main>
      <footer class="who">
        <span>{shop}</span>
        <span>
          {viewer.name}, {ROLES[viewer.language][viewer.role]}
        </span>
        <span class="row">
          <LanguageLink language={viewer.language} address={address} />
          <form method="post" action={`${ROOT}/sair`}>
            <FormToken frame={frame} />
            <button class="link" type="submit">
              {t("Sair", "Sign out")}
            </button>
          </form>
        </span>
      </footer>
    </Document>
  );
};

const NoticeBanner = ({ notice }: { readonly notice: Notice }) => (
  <div class={`banner ${notice.kind}`} role={notice.kind === "bad" ? "alert" : "status"}>
    <p>{notice.text}</p>
  </div>
);

/** The same address in the other language. */
export const LanguageLink = ({ language, address }: { readonly language: string; readonly address: string }) => {
  const [path = "", query = ""] = address.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("lang", language === "pt-BR" ? "en" : "pt-BR");
  const [lang, name] = language === "pt-BR" ? ["en", "English"] : ["pt-BR", "Português"];
  return (
    <a href={`${path}?${parameters.toString()}`} lang={lang} hreflang={lang}>
      {name}
    </a>
  );
};

/** The hidden field of every form that changes something. */
export const FormToken = ({ frame }: { readonly frame: Frame }) => (
  <input type="hidden" name="formToken" value={frame.viewer.formToken} />
);

export const Document = ({
  language,
  title,
  classes,
  children,
}: {
  readonly language: string;
  readonly title: string;
  readonly classes?: string;
  readonly children: Child;
}) => (
  <html lang={language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · gondola`}</title>
      <link rel="icon" href={`${ROOT}/icon.svg`} type="image/svg+xml" />
      <link rel="stylesheet" href={`${ROOT}/console.css`} />
      <script src={`${ROOT}/console.js`} defer></script>
    </head>
    <body class={classes}>{children}</body>
  </html>
);
