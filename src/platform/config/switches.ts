/** A part of the hub that can be off. */
interface Switchable {
  name: string
  /** Names of those that it cannot do without; they stand before it. */
  needs: readonly string[]
}

/** What `features` says in the city's file: what is not named is on. */
export type Switches = Readonly<Record<string, boolean>>

/**
 * The parts that are off, each with the one whose switch did it: itself, or one that it needs, however far away.
 * @param parts in an order in which each stands below those that it needs
 */
export function switchedOff(parts: readonly Switchable[], switches: Switches): ReadonlyMap<string, string> {
  const off = new Map<string, string>()
  for (const { name, needs } of parts) {
    const by = switches[name] === false ? name : needs.map(need => off.get(need)).find(other => other !== undefined)
    if (by !== undefined) off.set(name, by)
  }
  return off
}
