/** Whether a cron expression of ours is due in a minute of the hour: only the first field differs among them. */
export function isDueAt(cron: string, minute: number): boolean {
  const [field = "", ...rest] = cron.split(" ");
  if (rest.join(" ") !== "* * * *") throw new Error(`"${cron}": only crons that name minutes alone can be played here`);
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(field);
  if (!match) throw new Error(`"${cron}": its minutes cannot be read`);
  const [, from, until, step] = match;
  const first = Number(from ?? 0);
  const last = Number(until ?? (from === undefined || step !== undefined ? 59 : from));
  return minute >= first && minute <= last && (minute - first) % Number(step ?? 1) === 0;
}
