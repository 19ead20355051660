/** Namespaces, with the app's own behind "$app". */
export const APP_NAMESPACE = "app--1";

/** Left out, or "$app": the app's own. */
export function namespaceOf(given: string | null | undefined): string {
  if (given === null || given === undefined || given === "$app") return APP_NAMESPACE;
  return given.startsWith("$app:") ? `${APP_NAMESPACE}--${given.slice(5)}` : given;
}
