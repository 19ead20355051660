/** An order by its name, which the entry's facts have; else the record. */
export const nameOf = (entry: { readonly params: object }, record: string): string => {
  const name = "name" in entry.params ? entry.params.name : null;
  return typeof name === "string" && name !== "" && /^\d+$/.test(record) ? name : record;
};
