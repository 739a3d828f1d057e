/** Loaded before a program: its wall clock leaps by hours and years, and back before 1970, each time it is read. The monotonic clock goes on. */
const HOUR = 3.6e6;
const LEAPS = [0, HOUR, -HOUR, 87_600 * HOUR, -600_000 * HOUR, 24 * HOUR];

const Unmoved = Date;
let reads = 0;

globalThis.Date = class extends Unmoved {
  constructor(...given) {
    super(...(given.length > 0 ? given : [Date.now()]));
  }

  static now() {
    return Unmoved.now() + LEAPS[reads++ % LEAPS.length];
  }
};
