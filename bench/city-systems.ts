import { createDemoCity, type DemoCity } from '../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../demo/legacy-system.ts'
import { createSystems } from '../demo/systems/index.ts'

/** The demo's legacy systems in this process, which sees what each of them is asked. */
export interface CitySystems {
  city: DemoCity
  /** What the config file reads: addresses and credentials. */
  environment: Record<string, string>
  system(id: string): RunningSystem
  stop(): Promise<void>
}

export async function startCitySystems({ latencyMs }: { latencyMs: number }): Promise<CitySystems> {
  const city = createDemoCity()
  const systems = await Promise.all(createSystems(city).map(system => startLegacySystem(system, { latencyMs })))
  return {
    city,
    environment: Object.assign({}, ...systems.map(({ environment }) => environment)) as Record<string, string>,
    system(id) {
      const found = systems.find(system => system.id === id)
      if (found === undefined) throw new Error(`the demo has no system ${id}`)
      return found
    },
    async stop() {
      await Promise.all(systems.map(system => system.stop()))
    }
  }
}
