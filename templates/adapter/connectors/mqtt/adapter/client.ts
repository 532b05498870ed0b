import { parseJson, pick, type Call, type MqttClient } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** The broker, as far as this system's messages go. */
export interface ContohClient {
  probe(call: Call): Promise<void>
  /** Hands over rows until the signal aborts. A message is acknowledged when its row is kept. */
  dengarkan(emit: (rows: Izin[]) => Promise<void>, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export function createContohClient(mqtt: MqttClient, topic: string): ContohClient {
  return {
    probe: call => mqtt.probe(call),
    dengarkan: (emit, signal) => mqtt.subscribe([topic], async ({ payload }) => {
      const row = readRow(payload.toString())
      // One that can never be read must not block those behind it: it is let go.
      if (row !== undefined) await emit([row])
    }, signal),
    close: () => mqtt.close()
  }
}

function readRow(text: string): Izin | undefined {
  try {
    const value = parseJson(text, 'receive licence') as Partial<Izin> | null
    // What the mapping cannot do without; every other value may be anything.
    return typeof value?.NO_IZIN === 'string' && typeof value.TGL_UBAH === 'string' ? pick(value as Izin, columns) : undefined
  } catch {
    return undefined
  }
}
