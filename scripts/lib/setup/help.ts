/** What the set-up prints before it does anything. Pure. */
import { QUESTIONS, type Given, type Question } from "./questions.ts";
import { wordsIn, type Language } from "./words.ts";

const HELP = {
  "pt-BR": {
    head: "npm run setup -- [opções]   instala o gondola na sua conta da Cloudflare; pode ser repetido",
    questions: "Perguntas; cada uma também por variável de ambiente:",
    options: [
      "--yes             não pergunta nada; lista tudo o que falta e sai com 2",
      "--env <nome>      outra loja ou região: os nomes dos recursos levam este sufixo (GONDOLA_ENV)",
      "--companies <1=Local,2=Local>   empresa do ERP e local da Shopify (GONDOLA_COMPANIES)",
      "--base-company <1>   empresa cujo preço vale no site; sem ela, a de menor número (GONDOLA_BASE_COMPANY)",
      "--payment-forms <gateway=3,outro:pix=17>   gateway da loja e seqFormaPagto do ERP (GONDOLA_PAYMENT_FORMS)",
      "--accept          guarda sem perguntar o que foi proposto (GONDOLA_ACCEPT=yes)",
      "--go-live <faixas>  liga estas faixas no fim: catalog,prices,stock,images,orders,back (GONDOLA_GO_LIVE)",
      "--renew-secrets   grava os segredos de novo",
      "--dry             mostra o plano e não faz nada",
      "--lang pt-BR|en   (GONDOLA_LANG)",
    ],
  },
  en: {
    head: "npm run setup -- [options]   installs gondola in your Cloudflare account; it may be repeated",
    questions: "Questions; each also as an environment variable:",
    options: [
      "--yes             asks nothing; lists everything that is missing and exits with 2",
      "--env <name>      another shop or region: names of resources get this suffix (GONDOLA_ENV)",
      "--companies <1=Location,2=Location>   company of the ERP and location of Shopify (GONDOLA_COMPANIES)",
      "--base-company <1>   whose price is the site's; without it, the lowest number (GONDOLA_BASE_COMPANY)",
      "--payment-forms <gateway=3,other:pix=17>   gateway of the shop, seqFormaPagto of the ERP (GONDOLA_PAYMENT_FORMS)",
      "--accept          stores what is proposed without asking (GONDOLA_ACCEPT=yes)",
      "--go-live <lanes>   switches these lanes on at the end: catalog,prices,stock,images,orders,back (GONDOLA_GO_LIVE)",
      "--renew-secrets   writes the secrets again",
      "--dry             prints the plan and does nothing",
      "--lang pt-BR|en   (GONDOLA_LANG)",
    ],
  },
} as const;

export function helpOf(language: Language): string {
  const { head, questions, options } = HELP[language];
  const lines = [head, "", questions, ...QUESTIONS.map((each) => `  ${line(each, language)}`), ""];
  return [...lines, ...options.map((option) => `  ${option}`)].join("\n");
}

/** Every missing and every wrong answer at once; no value is quoted. */
export function problemsOf({ missing, wrong }: Given, language: Language): readonly string[] {
  const words = wordsIn(language);
  const part = (title: string, list: readonly Question[]) =>
    list.length === 0 ? [] : [title, ...list.map((each) => `  ${line(each, language)}`)];
  return [...part(words.missing, missing), ...part(words.wrong, wrong)];
}

function line({ key, flag, text }: Question, language: Language): string {
  return `${key} (${flag === null ? wordsIn(language).hidden : `--${flag}`}): ${text[language]}`;
}
