/**
 * Lets batches through together, and one that must be alone only when no other is inside: a run that is suspected of
 * killing its process must not take others with it, nor be blamed for them.
 */
export class Gate {
  private inside = 0;
  private closed = false;
  /** Who must be alone and waits; nobody else gets in before. */
  private patient = 0;
  private waiting: (() => void)[] = [];

  async pass<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    if (alone) this.patient++;
    while (this.closed || (alone ? this.inside > 0 : this.patient > 0))
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    if (alone) this.patient--;
    this.inside++;
    this.closed = alone;
    try {
      return await work();
    } finally {
      this.inside--;
      if (alone) this.closed = false;
      for (const wake of this.waiting.splice(0)) wake();
    }
  }
}
