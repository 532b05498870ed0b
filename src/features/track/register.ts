import type { FastifyInstance } from 'fastify'
import { type Hub, perConfiguration } from '../../http/hub.ts'
import { createTrackHandlers, createTracking } from './operations.ts'
import { addTrackPage } from './page.ts'
import { createTrack, createTrackMemory } from './track.ts'

/** Finds cases by the numbers that residents hold, for programs and on a page. */
export function register(
  app: FastifyInstance,
  { contract, journal, validation, windows, config, answer }: Hub
): void {
  const memory = createTrackMemory()
  const trackOf = perConfiguration(({ registry, reader, clocks, workingDays, city: { agencies } }) =>
    createTrack({ memory, contract, registry, reader, clocks, workingDays, agencies, submission: journal.get })
  )
  const track = createTracking({ trackOf, windowsOf: address => windows.ofTracker(address, config().hub.track) })
  answer(createTrackHandlers({ validation, track }))
  addTrackPage(app, { track, trackOf })
}
