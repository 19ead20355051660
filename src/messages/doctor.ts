/** The doctor's lines: what was checked, what was found, and the cure. */
import type { Check, Finding, FindingCode } from "../rules/work/doctor.ts";
import type { Language } from "./language.ts";

export const CHECK_NAMES: Readonly<Record<Language, Readonly<Record<Check, string>>>> = {
  "pt-BR": {
    configuration: "Variáveis, segredos e vínculos",
    database: "Migrações do banco",
    size: "Tamanho do banco",
    "shopify-token": "Acesso à Shopify",
    scopes: "Escopos do app",
    "customer-data": "Dados protegidos de clientes",
    "api-version": "Versão da API da Shopify",
    webhooks: "Webhooks",
    erp: "ERP",
    "clock-shopify": "Relógio da Shopify",
    "clock-erp": "Relógio do ERP",
    locations: "Lojas e locais",
    loads: "Cargas",
    "dead-letters": "Mensagens mortas",
    lanes: "O que está no ar",
  },
  en: {
    configuration: "Variables, secrets and bindings",
    database: "Migrations of the database",
    size: "Size of the database",
    "shopify-token": "Access to Shopify",
    scopes: "Scopes of the app",
    "customer-data": "Protected customer data",
    "api-version": "Version of Shopify's API",
    webhooks: "Webhooks",
    erp: "ERP",
    "clock-shopify": "Shopify's clock",
    "clock-erp": "The ERP's clock",
    locations: "Companies and locations",
    loads: "Loads",
    "dead-letters": "Dead letters",
    lanes: "What is live",
  },
};

/** `cure`: what a person does; empty: nothing. */
export interface FindingText {
  readonly reason: string;
  readonly cure: string;
}
type Facts = Finding["facts"];
type Texts = { readonly [C in FindingCode]: (facts: Facts) => readonly [reason: string, cure: string] };

const TEXTS: Readonly<Record<Language, Texts>> = {
  "pt-BR": {
    fine: () => ["", ""],
    "not-asked": ({ why }) => [`não foi possível verificar: ${why}`, "Repita; se continuar, veja o item anterior."],
    "schema-behind": ({ missing, names }) => [
      `faltam ${missing} colunas: ${names}`,
      "npx wrangler d1 migrations apply DB --remote",
    ],
    "nearly-full": ({ percent, megabytes }) => [
      `${megabytes} MB, ${percent} % de 10 GB`,
      "O D1 para em 10 GB: reduza as guardas (docs/data.md) ou divida por região.",
    ],
    "shop-unreachable": ({ why }) => [`a Shopify não respondeu: ${why}`, "Repita; confira SHOPIFY_SHOP."],
    "shop-closed": ({ status }) => [
      `a Shopify respondeu HTTP ${status}: a loja não existe, está congelada ou fechada`,
      "Confira SHOPIFY_SHOP e a assinatura da loja.",
    ],
    app_not_installed: () => ["app_not_installed: o app não está instalado na loja", "Instale o app na loja."],
    shop_not_permitted: () => [
      "shop_not_permitted: o app e a loja são de organizações diferentes",
      "Crie o app na organização da loja (Dev Dashboard); o de um parceiro não serve.",
    ],
    credentials: () => [
      "a Shopify recusou SHOPIFY_CLIENT_ID ou SHOPIFY_CLIENT_SECRET",
      "Copie os dois de novo do Dev Dashboard e repita npm run setup.",
    ],
    "scopes-missing": ({ scopes }) => [
      `a loja não concedeu: ${scopes}`,
      "Acrescente em shopify.app.toml, publique a versão do app e aceite na loja.",
    ],
    "data-unapproved": () => [
      "o app não tem aprovação para dados protegidos de clientes",
      "Peça no Partner Dashboard: API access, Protected customer data; sem ela nenhum pedido vai ao ERP.",
    ],
    "data-unproven": () => ["a loja não tem pedido recente que o prove", "Faça um pedido de teste e repita."],
    "version-ends": ({ version, ends, days }) => [
      `${version} acaba em ${ends}, daqui a ${days} dias`,
      "Atualize o gondola antes.",
    ],
    "version-ended": ({ version, ends }) => [`${version} acabou em ${ends}`, "Atualize o gondola agora."],
    "version-drift": ({ version, served }) => [
      `a Shopify responde em ${served} e não em ${version}`,
      "Atualize o gondola agora.",
    ],
    "webhooks-never": () => ["nunca foram assinados", "POST /api/setup no endereço público, ou npm run setup."],
    "webhooks-missing": ({ topics }) => [
      `sumiram: ${topics}`,
      "Veja por que as entregas falharam e chame POST /api/setup; nenhum pedido se perde.",
    ],
    "webhooks-foreign": ({ count, addresses }) => [
      `todos; e ${count} que não são daqui: ${addresses}`,
      "Se forem de uma instalação antiga, retire-as.",
    ],
    "erp-dns": ({ host, why }) => [`DNS: o nome ${host} não foi achado (${why})`, "Confira ERP_BASE_URL e o DNS."],
    "erp-tls": ({ host, why }) => [
      `TLS: o certificado de ${host} não serve (${why})`,
      "É preciso um certificado público e válido, ou um túnel (docs/reaching-the-erp.pt-BR.md).",
    ],
    "erp-tunnel": ({ host, why }) => [
      `túnel: nenhum cloudflared atende ${host} (${why})`,
      "Veja o serviço cloudflared na rede do ERP.",
    ],
    "erp-access": ({ host, why }) => [
      `Access: ${host} recusou o token de serviço (${why})`,
      "Confira o segredo ERP_HEADERS e a política Service Auth do Access.",
    ],
    "erp-silent": ({ host, why }) => [
      `${host} não respondeu como devia (${why})`,
      "Confira se o serviço está no ar, a porta e o firewall.",
    ],
    "erp-login-address": ({ why }) => [
      `o endereço do login não existe (${why})`,
      "Confira ERP_AUTH_URL, ou o login no dialeto (PUT /api/erp/dialect).",
    ],
    "erp-login": ({ why }) => [
      `login: o ERP recusou usuário, senha ou empresa (${why})`,
      "Confira ERP_USERNAME, ERP_PASSWORD e ERP_COMPANY.",
    ],
    "erp-permission": ({ why }) => [
      `permissão: o login vale, a consulta foi recusada (${why})`,
      "Dê ao usuário acesso aos módulos Web e à empresa.",
    ],
    "erp-dialect": ({ why }) => [
      `o ERP respondeu em outra forma (${why})`,
      "Confira ERP_BASE_URL e o dialeto (GET /api/erp/dialect).",
    ],
    "clock-off": ({ seconds }) => [
      `difere ${seconds} s do nosso`,
      "Acerte o relógio do servidor (NTP); as leituras seguem o relógio do ERP.",
    ],
    "clock-unknown": () => ["não diz que horas são", ""],
    "locations-none": () => ["nenhuma loja está mapeada", "PUT /api/companies, ou Mapeamentos no painel."],
    "locations-unmapped": ({ companies }) => [
      `sem local ativo: lojas ${companies}`,
      "Ligue cada uma a um local ativo em Mapeamentos.",
    ],
    "loads-stalled": ({ loads }) => [`paradas: ${loads}`, "Veja o motivo em Cargas."],
    "loads-never": ({ loads }) => [`ainda não terminaram: ${loads}`, "Espere a primeira leitura."],
    "dead-letters-open": ({ count }) => [
      `${count} abertas`,
      "Veja-as na mesa de erros; o conector retoma os pedidos sozinho.",
    ],
    "lanes-held": ({ lanes }) => [`em ensaio: ${lanes}`, "GET /api/go-live diz o que falta."],
  },
  en: {
    fine: () => ["", ""],
    "not-asked": ({ why }) => [`could not be checked: ${why}`, "Repeat; if it stays, see the line before."],
    "schema-behind": ({ missing, names }) => [
      `${missing} columns are missing: ${names}`,
      "npx wrangler d1 migrations apply DB --remote",
    ],
    "nearly-full": ({ percent, megabytes }) => [
      `${megabytes} MB, ${percent} % of 10 GB`,
      "D1 stops at 10 GB: shorten retentions (docs/data.md) or divide by region.",
    ],
    "shop-unreachable": ({ why }) => [`Shopify did not answer: ${why}`, "Repeat; check SHOPIFY_SHOP."],
    "shop-closed": ({ status }) => [
      `Shopify answered HTTP ${status}: the shop does not exist, is frozen or closed`,
      "Check SHOPIFY_SHOP and the shop's plan.",
    ],
    app_not_installed: () => [
      "app_not_installed: the app is not installed in the shop",
      "Install the app in the shop.",
    ],
    shop_not_permitted: () => [
      "shop_not_permitted: app and shop belong to different organisations",
      "Make the app in the shop's organisation (Dev Dashboard); a partner's app cannot serve it.",
    ],
    credentials: () => [
      "Shopify refused SHOPIFY_CLIENT_ID or SHOPIFY_CLIENT_SECRET",
      "Copy both again from the Dev Dashboard and repeat npm run setup.",
    ],
    "scopes-missing": ({ scopes }) => [
      `the shop did not grant: ${scopes}`,
      "Add them in shopify.app.toml, release the app's version and accept it in the shop.",
    ],
    "data-unapproved": () => [
      "the app has no approval for protected customer data",
      "Request it in the Partner Dashboard: API access, Protected customer data; no order goes to the ERP without it.",
    ],
    "data-unproven": () => ["the shop has no recent order that proves it", "Place a test order and repeat."],
    "version-ends": ({ version, ends, days }) => [
      `${version} ends on ${ends}, in ${days} days`,
      "Update gondola before.",
    ],
    "version-ended": ({ version, ends }) => [`${version} ended on ${ends}`, "Update gondola now."],
    "version-drift": ({ version, served }) => [
      `Shopify answers in ${served} in place of ${version}`,
      "Update gondola now.",
    ],
    "webhooks-never": () => ["they were never subscribed", "POST /api/setup at the public address, or npm run setup."],
    "webhooks-missing": ({ topics }) => [
      `missing: ${topics}`,
      "Find out why deliveries failed and call POST /api/setup; no order is lost.",
    ],
    "webhooks-foreign": ({ count, addresses }) => [
      `all; and ${count} that are not of this installation: ${addresses}`,
      "If they are of an old installation, remove them.",
    ],
    "erp-dns": ({ host, why }) => [`DNS: the name ${host} was not found (${why})`, "Check ERP_BASE_URL and the DNS."],
    "erp-tls": ({ host, why }) => [
      `TLS: the certificate of ${host} is not usable (${why})`,
      "It must be public and valid, or behind a tunnel (docs/reaching-the-erp.md).",
    ],
    "erp-tunnel": ({ host, why }) => [
      `tunnel: no cloudflared serves ${host} (${why})`,
      "Look at the service cloudflared in the ERP's network.",
    ],
    "erp-access": ({ host, why }) => [
      `Access: ${host} refused the service token (${why})`,
      "Check the secret ERP_HEADERS and the Service Auth policy of Access.",
    ],
    "erp-silent": ({ host, why }) => [
      `${host} did not answer as it should (${why})`,
      "Check that the service is up, its port and the firewall.",
    ],
    "erp-login-address": ({ why }) => [
      `the login's address does not exist (${why})`,
      "Check ERP_AUTH_URL, or the login of the dialect (PUT /api/erp/dialect).",
    ],
    "erp-login": ({ why }) => [
      `login: the ERP refused user, password or company (${why})`,
      "Check ERP_USERNAME, ERP_PASSWORD and ERP_COMPANY.",
    ],
    "erp-permission": ({ why }) => [
      `permission: the login holds, the query was refused (${why})`,
      "Give the user access to the Web modules and to the company.",
    ],
    "erp-dialect": ({ why }) => [
      `the ERP answered in another form (${why})`,
      "Check ERP_BASE_URL and the dialect (GET /api/erp/dialect).",
    ],
    "clock-off": ({ seconds }) => [
      `differs from ours by ${seconds} s`,
      "Set the server's clock (NTP); reads follow the ERP's clock.",
    ],
    "clock-unknown": () => ["does not say what time it is", ""],
    "locations-none": () => ["no company is mapped", "PUT /api/companies, or Mapeamentos in the console."],
    "locations-unmapped": ({ companies }) => [
      `without an active location: companies ${companies}`,
      "Map each to an active location in Mapeamentos.",
    ],
    "loads-stalled": ({ loads }) => [`stalled: ${loads}`, "See the reason in Cargas."],
    "loads-never": ({ loads }) => [`not ended yet: ${loads}`, "Wait for the first reading."],
    "dead-letters-open": ({ count }) => [
      `${count} open`,
      "See them at the error desk; the connector takes the orders up by itself.",
    ],
    "lanes-held": ({ lanes }) => [`in the dry run: ${lanes}`, "GET /api/go-live says what is left."],
  },
};

export function findingText({ code, facts }: Finding, language: Language): FindingText {
  const [reason, cure] = TEXTS[language][code](facts);
  return { reason, cure };
}
