/** What goes wrong with a record of the ERP if the dialect stays as it is, by what the probe found. */
import { list, type Language } from "./language.ts";

export type ProbeFaultCode =
  | "not-reached" // the load fails
  | "empty" // nothing was seen, so nothing is known
  | "names" // fields under other names: records are refused, or lack them
  | "needed" // fields that no name was found for
  | "envelope" // the list is not found
  | "first-page" // the records of page 0 are never read
  | "query" // page and filter are ignored
  | "unpaged" // every page is the same
  | "size" // the page size is ignored
  | "date" // the change filter is refused
  | "charset" // names are garbled
  | "values" // numbers or dates are refused, or mean something else
  | "words"; // words that are neither S nor N

const TEXTS: Readonly<Record<Language, Readonly<Record<ProbeFaultCode, (about: string) => string>>>> = {
  "pt-BR": {
    "not-reached": (about) =>
      `A lista não foi lida (${about}); a carga vai falhar. Informe o caminho certo no dialeto.`,
    empty: () => "A lista veio vazia; os campos não puderam ser conferidos.",
    names: (about) => `Estes campos vêm com outro nome e ficariam vazios ou seriam recusados: ${about}.`,
    needed: (about) =>
      `Nenhum nome foi achado para ${about}; os registros vão para a mesa de erros. Informe o nome, ou o valor em absent.`,
    envelope: (about) => `A lista vem em ${about}; sem a linha do dialeto nenhuma página é lida.`,
    "first-page": () => "A primeira página é a 0; sem a linha do dialeto seus registros nunca são lidos.",
    query: (about) =>
      `O caminho ou os parâmetros são outros (${about}); sem a linha do dialeto a página e o filtro são ignorados.`,
    unpaged: () => "Toda página traz a mesma lista: o número da página é ignorado.",
    size: () => "O tamanho da página é ignorado; a lista vem maior do que o pedido.",
    date: (about) => `A data da alteração só é aceita como ${about}; sem a linha do dialeto a consulta é recusada.`,
    charset: () => "Os textos vêm em ISO-8859-1 sem aviso; sem a linha do dialeto os acentos se perdem.",
    values: (about) => `Números ou datas vêm escritos de outro modo (${about}); sem a linha do dialeto são recusados.`,
    words: (about) => `Palavras que não são S nem N (${about}); informe em values o que significam.`,
  },
  en: {
    "not-reached": (about) =>
      `The list was not read (${about}), so the load will fail. Name the right path in the dialect.`,
    empty: () => "The list was empty, so the fields could not be compared.",
    names: (about) => `These fields have another name, and would be empty or refused: ${about}.`,
    needed: (about) =>
      `No name was found for ${about}; the records go to the error desk. Name it, or its value in absent.`,
    envelope: (about) => `The list is in ${about}; without the line of the dialect no page is read.`,
    "first-page": () => "The first page is 0; without the line of the dialect its records are never read.",
    query: (about) =>
      `Path or parameters differ (${about}); without the line of the dialect page and filter are ignored.`,
    unpaged: () => "Every page has the same list: the page number is ignored.",
    size: () => "The page size is ignored; the list is longer than requested.",
    date: (about) =>
      `The date of change is only taken as ${about}; without the line of the dialect the query is refused.`,
    charset: () => "Texts are in ISO-8859-1 and do not say so; without the line of the dialect accents are lost.",
    values: (about) =>
      `Numbers or dates are written otherwise (${about}); without the line of the dialect they are refused.`,
    words: (about) => `Words that are neither S nor N (${about}); name in values what they mean.`,
  },
};

export const probeFaultText = (code: ProbeFaultCode, about: readonly string[], language: Language): string =>
  TEXTS[language][code](list(about, language));
