/** Another client takes the points that are restored, and leaves this many. Epoch ms. */
export interface Crowd {
  readonly from: number;
  readonly until: number;
  readonly leaves: number;
}

/** The leaky bucket of one app on one shop. Points come back with the world's clock, never beyond the bucket. */
export class Bucket {
  readonly maximum: number;
  readonly restorePerSecond: number;
  /** Whole second → points really charged in it: what a test holds against the declared rate. */
  readonly granted = new Map<number, number>();
  throttled = 0;
  private available: number;
  private at: number;
  private crowding: Crowd | undefined;

  constructor(maximum: number, restorePerSecond: number, now: number) {
    this.maximum = maximum;
    this.restorePerSecond = restorePerSecond;
    this.available = maximum;
    this.at = now;
  }

  /** Another client with the app's credentials empties the bucket for a while. */
  crowd(crowd: Crowd): void {
    this.crowding = crowd;
  }

  status(now: number): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number } {
    this.refill(now);
    return {
      maximumAvailable: this.maximum,
      currentlyAvailable: Math.floor(this.available),
      restoreRate: this.restorePerSecond,
    };
  }

  take(requested: number, now: number): boolean {
    this.refill(now);
    if (requested > this.available) {
      this.throttled += 1;
      return false;
    }
    this.available -= requested;
    return true;
  }

  /** After the operation: the surplus is given back. */
  charge(requested: number, actual: number, now: number): void {
    this.refill(now);
    this.available = Math.min(this.maximum, this.available + requested - actual);
    const second = Math.floor(now / 1_000);
    this.granted.set(second, (this.granted.get(second) ?? 0) + actual);
  }

  /** Points charged within [from, until), in all, and per second over that time. */
  rate(from: number, until: number): { points: number; perSecond: number } {
    let points = 0;
    for (const [second, charged] of this.granted)
      if (second * 1_000 >= from && second * 1_000 < until) points += charged;
    return { points, perSecond: until > from ? (points * 1_000) / (until - from) : 0 };
  }

  private refill(now: number): void {
    const crowd = this.crowding;
    if (crowd && crowd.from <= now && this.at < crowd.until) {
      this.restore(Math.min(now, crowd.until));
      this.available = Math.min(this.available, crowd.leaves);
    }
    this.restore(now);
  }

  private restore(now: number): void {
    if (now <= this.at) return;
    this.available = Math.min(this.maximum, this.available + ((now - this.at) * this.restorePerSecond) / 1_000);
    this.at = now;
  }
}
