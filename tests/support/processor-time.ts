/** Milliseconds that processors have worked for this process: unlike those of a clock, other programs take none of them. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
