/** To the server, from it. */
export type Way = 'there' | 'back';

export class Line {
  /** To that port of this machine. */
  static to(port: number): Promise<Line>;
  /** Where it is entered. */
  readonly port: number;
  readonly url: string;
  /** Milliseconds that every piece is on its way; a function is asked for each piece. */
  delay: number | (() => number);
  /** Nothing of those who are on it gets through these ways any more, and neither end hears of it; who comes anew is let through. @returns how many */
  swallow(ways?: readonly Way[]): number;
  /** Nothing goes through these ways until the line is mended, then all of it does. */
  hold(ways?: readonly Way[]): void;
  /** All who are on it are thrown off. */
  sever(): void;
  /** Nobody is on it and nobody gets in until it is mended. */
  cut(): void;
  /** It is as good as new, but for those whom it has swallowed. */
  mend(): void;
  close(): void;
}
