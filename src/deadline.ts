import { ANSWERED, type Clock } from "./ports.ts";

export class DeadlinePassed extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = "DeadlinePassed";
  }
}

/** Runs `work` for at most `ms` of the given clock; after that its signal is aborted and this rejects with `DeadlinePassed`. */
export async function within<T>(clock: Clock, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cut = new AbortController();
  const answered = new AbortController();
  const timer = clock.sleep(ms, answered.signal).then(
    () => {
      cut.abort(new DeadlinePassed(ms));
      throw new DeadlinePassed(ms);
    },
    () => new Promise<never>(() => {}), // answered first: the race is over
  );
  try {
    return await Promise.race([work(cut.signal), timer]);
  } finally {
    answered.abort(ANSWERED);
  }
}
