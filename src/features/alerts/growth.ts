/** Tells by how much a count that only grows has grown within a time. */
export type Growth = (now: number, total: number) => number

/** The time is looked at in so many steps. */
const STEPS = 30

/** A total that is lower than before began anew. */
export function createGrowth(windowMs: number): Growth {
  let samples: { at: number; total: number }[] = []
  return (now, total) => {
    const last = samples.at(-1)
    if (last === undefined || total < last.total) samples = [{ at: now, total }]
    else if (now - last.at >= windowMs / STEPS) samples.push({ at: now, total })
    while (samples.length > 1 && now - (samples[1] as { at: number }).at >= windowMs) samples.shift()
    return total - (samples[0] as { total: number }).total
  }
}
