import { LANGUAGES, type Language } from "../../messages/language.ts";

const DEFAULT: Language = "pt-BR";

/** The language of a response's texts: `?lang=`, else the first supported one of Accept-Language, else pt-BR. */
export function languageOf(request: {
  query(name: string): string | undefined;
  header(name: string): string | undefined;
}): Language {
  const wanted = [request.query("lang") ?? "", ...byPreference(request.header("accept-language") ?? "")];
  return wanted.flatMap((tag) => known(tag) ?? [])[0] ?? DEFAULT;
}

/** "pt", "pt-PT" and "pt-BR" are pt-BR here; "en-US" is en. */
function known(tag: string): Language | undefined {
  const main = tag.trim().toLowerCase().split("-")[0] ?? "";
  return main === "" ? undefined : LANGUAGES.find((language) => language.toLowerCase().split("-")[0] === main);
}

/** The tags of an Accept-Language header, the most wanted first. */
function byPreference(header: string): readonly string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((text) => text.trim());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
