/** The channels a product was put on, as the hub notes them: only we write it (Accepted.published). */
export const channelsOf = (published: string | null): readonly string[] =>
  published?.startsWith("[") === true ? (JSON.parse(published) as readonly string[]) : [];
