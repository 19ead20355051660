/** The part of the prompt library that the set-up uses; types are checked also where it is not installed. */
declare module "@clack/prompts" {
  interface TextOptions {
    readonly message: string;
    readonly validate?: (value: string | undefined) => string | undefined;
  }
  export function text(options: TextOptions): Promise<string | symbol>;
  export function password(options: TextOptions): Promise<string | symbol>;
  export function confirm(options: { readonly message: string }): Promise<boolean | symbol>;
}
