/** The texts of the set-up. */
export type Language = "pt-BR" | "en";

export type StepName =
  | "login"
  | "database"
  | "queues"
  | "bucket"
  | "config"
  | "secrets"
  | "migrations"
  | "deploy"
  | "health"
  | "shop"
  | "dialect"
  | "companies"
  | "prices"
  | "payments"
  | "proposals"
  | "orders-since"
  | "go-live";

interface Words {
  readonly steps: Readonly<Record<StepName, string>>;
  readonly there: string;
  readonly again: (command: string) => string;
  readonly missing: string;
  readonly wrong: string;
  readonly hidden: string;
  readonly cures: Readonly<
    Record<
      | "login"
      | "cloudflare"
      | "migrations"
      | "deploy"
      | "configuration"
      | "address"
      | "token"
      | "shop"
      | "erp"
      | "companies"
      | "prices"
      | "payments"
      | "since"
      | "goLive"
      | "network",
      string
    >
  >;
  readonly notes: {
    readonly renewSecrets: string;
    readonly accept: (lines: readonly string[]) => string;
    readonly notStored: string;
    readonly companyLeft: (company: number) => string;
    readonly locationLeft: (name: string) => string;
    readonly noBase: string;
    readonly price: (place: { readonly company: number; readonly segment: number }) => string;
    readonly gatewayLeft: (gateway: string) => string;
    readonly noGateway: string;
    readonly gatewaysUnread: (why: string) => string;
    readonly sinceKept: string;
    readonly later: string;
  };
}

const PT: Words = {
  steps: {
    login: "Login na Cloudflare",
    database: "Banco de dados (D1)",
    queues: "Filas",
    bucket: "Bucket das fotos e aviso de arquivo novo (R2)",
    config: "Arquivo de configuração",
    secrets: "Segredos",
    migrations: "Tabelas do banco (migrações)",
    deploy: "Publicação do Worker",
    health: "O Worker responde",
    shop: "Loja: metacampos e webhooks",
    dialect: "ERP: login e dialeto",
    companies: "Empresas do ERP e locais da loja",
    prices: "Preço do site",
    payments: "Formas de pagamento",
    proposals: "Propostas guardadas",
    "orders-since": "Pedidos a partir de quando",
    "go-live": "Lista até a primeira venda",
  },
  there: "já existe",
  again: (command) => `Corrija e repita: ${command}`,
  missing: "Faltam respostas:",
  wrong: "Respostas com forma errada:",
  hidden: "só por variável de ambiente",
  cures: {
    login: "rode `npx wrangler login`, ou defina CLOUDFLARE_API_TOKEN (e CLOUDFLARE_ACCOUNT_ID com várias contas)",
    cloudflare: "veja a mensagem da Cloudflare: plano Workers Paid, permissões da conta, R2 ativado",
    migrations: "a migração que falhou foi desfeita e as anteriores ficam; corrija o que a mensagem diz",
    deploy: "a zona do endereço precisa estar nesta conta; sem Analytics Engine, tire METRICS do wrangler.toml",
    configuration: "corrija a variável no arquivo de configuração; para um segredo, use --renew-secrets",
    address: "o DNS e o certificado de um endereço novo levam alguns minutos; confira GONDOLA_URL",
    token: "OPS_TOKEN não é o do Worker; para trocar os segredos, use --renew-secrets",
    shop: "confira o app: mesma organização da loja, instalado, escopos de shopify.app.toml, e o client secret",
    erp: "confira endereço, usuário e senha; `npm run doctor` diz se é DNS, TLS, túnel, login ou permissão",
    companies: "corrija o mapeamento com --companies=1=Nome do local,2=Outro local",
    prices: "escolha outra empresa com --base-company=1; PUT /api/price-targets tem o resto",
    payments: "corrija as formas com --payment-forms=gateway=3,outro=17; PUT /api/payment-forms tem o resto",
    since: "corrija ORDERS_SINCE (--since)",
    goLive: "faça os passos abertos da lista, ou ligue a faixa no console",
    network: "confira a rede e o endereço",
  },
  notes: {
    renewSecrets: "valores antigos mantidos; para trocar: --renew-secrets",
    accept: (lines) => `Guardar o que foi proposto? ${lines.join("; ")}`,
    notStored: "não guardado; para guardar: --accept",
    companyLeft: (company) => `empresa ${company}: nenhum local livre com esse nome ou número`,
    locationLeft: (name) => `local ${name}: sem empresa; se for loja: --companies=<número>=${name}`,
    noBase: "sem empresa com local ainda; a que vale para o site: --base-company=<número>",
    price: ({ company, segment }) => `preço do site: empresa ${company}, segmento ${segment}`,
    gatewayLeft: (gateway) => `${gateway}: sem forma no ERP; --payment-forms=${gateway}=<seqFormaPagto>`,
    noGateway: "a loja ainda não tem pedidos; as formas do ERP: --payment-forms=<gateway>=<seqFormaPagto>",
    gatewaysUnread: (why) => `gateways da loja não lidos: ${why}`,
    sinceKept: "diferente do pedido e mantido; para mudar: PUT /api/orders-since",
    later: "nada foi ligado; depois da lista: --go-live=catalog,prices,stock,images",
  },
};

const EN: Words = {
  steps: {
    login: "Cloudflare login",
    database: "Database (D1)",
    queues: "Queues",
    bucket: "Bucket of pictures and its notice of new files (R2)",
    config: "Configuration file",
    secrets: "Secrets",
    migrations: "Tables of the database (migrations)",
    deploy: "Deploy of the Worker",
    health: "The Worker answers",
    shop: "Shop: metafields and webhooks",
    dialect: "ERP: login and dialect",
    companies: "Companies of the ERP and locations of the shop",
    prices: "Price of the site",
    payments: "Payment forms",
    proposals: "Proposals stored",
    "orders-since": "Orders since when",
    "go-live": "Checklist to the first sale",
  },
  there: "already there",
  again: (command) => `Correct it and repeat: ${command}`,
  missing: "Answers are missing:",
  wrong: "Answers in a wrong form:",
  hidden: "only as environment variable",
  cures: {
    login: "run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN (and CLOUDFLARE_ACCOUNT_ID with several accounts)",
    cloudflare: "see Cloudflare's message: Workers Paid plan, permissions of the account, R2 enabled",
    migrations: "the migration that failed was rolled back, earlier ones stay; correct what the message says",
    deploy: "the address's zone must be in this account; without Analytics Engine take METRICS out of wrangler.toml",
    configuration: "correct the variable in the configuration file; for a secret use --renew-secrets",
    address: "DNS and certificate of a new address take some minutes; check GONDOLA_URL",
    token: "OPS_TOKEN is not the Worker's; to replace the secrets use --renew-secrets",
    shop: "check the app: same organisation as the shop, installed, scopes of shopify.app.toml, and the client secret",
    erp: "check address, user and password; `npm run doctor` says whether DNS, TLS, tunnel, login or permission fails",
    companies: "correct the mapping with --companies=1=Name of location,2=Other location",
    prices: "choose another company with --base-company=1; PUT /api/price-targets has the rest",
    payments: "correct the forms with --payment-forms=gateway=3,other=17; PUT /api/payment-forms has the rest",
    since: "correct ORDERS_SINCE (--since)",
    goLive: "do the open steps of the checklist, or switch the lane on in the console",
    network: "check the network and the address",
  },
  notes: {
    renewSecrets: "values kept; to replace them: --renew-secrets",
    accept: (lines) => `Store what was proposed? ${lines.join("; ")}`,
    notStored: "not stored; to store it: --accept",
    companyLeft: (company) => `company ${company}: no free location has this name or number`,
    locationLeft: (name) => `location ${name}: without a company; if it is a store: --companies=<number>=${name}`,
    noBase: "no company has a location yet; whose price is the site's: --base-company=<number>",
    price: ({ company, segment }) => `price of the site: company ${company}, segment ${segment}`,
    gatewayLeft: (gateway) => `${gateway}: no form of the ERP; --payment-forms=${gateway}=<seqFormaPagto>`,
    noGateway: "the shop has no orders yet; the ERP's forms: --payment-forms=<gateway>=<seqFormaPagto>",
    gatewaysUnread: (why) => `gateways of the shop not read: ${why}`,
    sinceKept: "differs from the wish and is kept; to change it: PUT /api/orders-since",
    later: "nothing was switched on; after the checklist: --go-live=catalog,prices,stock,images",
  },
};

export const wordsIn = (language: Language): Words => (language === "en" ? EN : PT);
